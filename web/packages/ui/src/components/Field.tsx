import { type ComponentProps, type ReactNode, useId } from "react";
import style from "./Field.module.css";

interface About {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what stands in it. */
  wrong?: string | undefined;
}

interface Parts extends About {
  children: (control: {
    id: string;
    className: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}

function Labelled({ label, hint, wrong, children }: Parts) {
  const id = useId();
  const said = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div className={style.field}>
      <label className={style.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: style.control ?? "",
        "aria-describedby": said || undefined,
        "aria-invalid": wrong ? true : undefined,
      })}
      {hint && (
        <p className={style.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p className={style.wrong} id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, wrong, ...rest }: About & ComponentProps<"input">) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {(control) => <input type="text" {...rest} {...control} />}
    </Labelled>
  );
}

export function TextArea({ label, hint, wrong, ...rest }: About & ComponentProps<"textarea">) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {(control) => <textarea {...rest} {...control} />}
    </Labelled>
  );
}

export function SelectField({ label, hint, wrong, ...rest }: About & ComponentProps<"select">) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {(control) => <select {...rest} {...control} />}
    </Labelled>
  );
}
