// Some of a few, or one of a few: native checkboxes and radio buttons that look like chips.

import { useId } from "react";
import style from "./parts.module.css";

export interface Choice {
  value: string;
  label: string;
}

interface Common {
  legend: string;
  /** Heard, not seen, where the place says it already. */
  quiet?: boolean;
  choices: Choice[];
}

export function ManyOf(props: Common & { value: string[]; onChange: (value: string[]) => void }) {
  const { value } = props;
  return (
    <fieldset className={style.chips}>
      <legend className={props.quiet ? "quiet-hidden" : undefined}>{props.legend}</legend>
      {props.choices.map((choice) => (
        <label key={choice.value} className={style.chip}>
          <input
            type="checkbox"
            checked={value.includes(choice.value)}
            onChange={(event) =>
              props.onChange(
                event.target.checked
                  ? [...value, choice.value]
                  : value.filter((one) => one !== choice.value),
              )
            }
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

export function OneOf(props: Common & { value: string; onChange: (value: string) => void }) {
  const name = useId();
  return (
    <fieldset className={style.chips}>
      <legend className={props.quiet ? "quiet-hidden" : undefined}>{props.legend}</legend>
      {props.choices.map((choice) => (
        <label key={choice.value} className={style.chip}>
          <input
            type="radio"
            name={name}
            checked={props.value === choice.value}
            onChange={() => props.onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

export function Check(props: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className={style.check}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
