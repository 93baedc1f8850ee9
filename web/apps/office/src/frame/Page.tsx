import { useServices } from "@comanda/session";
import { type ReactNode, useEffect, useRef } from "react";
import style from "./Page.module.css";

/** The first page is found by whoever opened it; from then on the focus goes where they went. */
let opened = false;

interface Props {
  title: string;
  /** A line under the title. */
  lead?: ReactNode;
  /** Where it belongs, above the title. */
  back?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title, what can be done, and the rest. */
export function Page({ title, lead, back, actions, children }: Props) {
  const { config } = useServices();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${config.brand.name}`;
  }, [title, config]);
  useEffect(() => {
    if (opened) heading.current?.focus({ preventScroll: true });
    if (opened) scrollTo(0, 0);
    opened = true;
  }, []);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <div>
          {back}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className={style.lead}>{lead}</div>}
        </div>
        {actions && <div className={style.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
