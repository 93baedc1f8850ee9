import { useId } from "react";
import style from "./Choice.module.css";

interface Props<T extends string | number> {
  legend: string;
  values: readonly T[];
  chosen: T;
  words: (value: T) => string;
  onChoose: (value: T) => void;
}

/** One of a few values, as large buttons. */
export function Choice<T extends string | number>(props: Props<T>) {
  const { legend, values, chosen, words, onChoose } = props;
  const name = useId();
  return (
    <fieldset className={style.choice}>
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>{words(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}
