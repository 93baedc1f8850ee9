import { type ReactNode, useId } from "react";
import style from "./parts.module.css";

/** A part of a page with a heading of its own. */
export function Card(props: {
  title?: string;
  aside?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const look = [style.card, props.className].filter(Boolean).join(" ");
  if (!props.title) return <div className={look}>{props.children}</div>;
  return (
    <section className={look} aria-labelledby={id}>
      <header className={style.cardHead}>
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}

export type Tone = "good" | "warn" | "bad" | "info" | "plain";

/** A word on a ground of its colour; the word says it, too. */
export function Pill({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${style.pill} ${style[`pill_${tone}`]}`}>{children}</span>;
}
