import type { ComponentProps, ReactNode } from "react";
import style from "./Button.module.css";

type Kind = "primary" | "plain" | "quiet" | "danger";

interface Look {
  kind?: Kind;
  wide?: boolean;
  /** Works on what was pressed: cannot be pressed again until it is done. */
  busy?: boolean;
}

/** How a button looks, for links that are to look like one. */
export function buttonClass({ kind = "plain", wide = false }: Look = {}): string {
  return [style.button, style[kind], wide && style.wide].filter(Boolean).join(" ");
}

export function Button({ kind, wide, busy = false, ...rest }: Look & ComponentProps<"button">) {
  const look = buttonClass({
    ...(kind ? { kind } : {}),
    ...(wide ? { wide } : {}),
  });
  return (
    <button
      type="button"
      {...rest}
      className={[look, rest.className].filter(Boolean).join(" ")}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy && <span className={style.spinner} aria-hidden="true" />}
      {rest.children}
    </button>
  );
}

/** A button that is only a picture; `label` says what it does. */
export function IconButton({
  label,
  children,
  kind = "quiet",
  ...rest
}: {
  label: string;
  kind?: Kind;
  children: ReactNode;
} & ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={[style.button, style[kind], style.icon, rest.className].filter(Boolean).join(" ")}
    >
      {children}
    </button>
  );
}
