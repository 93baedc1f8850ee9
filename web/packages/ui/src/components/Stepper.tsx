import { IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import style from "./Stepper.module.css";

interface Props {
  /** What is counted, for those who do not see it. */
  label: string;
  lessLabel: string;
  moreLabel: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}

/** A small count with a button for less and one for more. */
export function Stepper({ label, lessLabel, moreLabel, value, min = 0, max, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be seen, and is not needed.
    <div className={style.stepper} role="group" aria-label={label}>
      <IconButton label={lessLabel} disabled={value <= min} onClick={() => onChange(value - 1)}>
        <Icon name="minus" />
      </IconButton>
      <output aria-live="polite">{value}</output>
      <IconButton label={moreLabel} disabled={value >= max} onClick={() => onChange(value + 1)}>
        <Icon name="add" />
      </IconButton>
    </div>
  );
}
