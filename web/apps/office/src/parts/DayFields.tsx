import { TextField } from "@comanda/ui";
import { useWords } from "../words/index.ts";

interface Props {
  from: string;
  to: string;
  onChange: (change: { from: string } | { to: string }) => void;
}

/** From which day to which, both included; either may be left open. */
export function DayFields({ from, to, onChange }: Props) {
  const { t } = useWords();
  return (
    <>
      <TextField
        label={t("from_day")}
        type="date"
        value={from}
        max={to}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextField
        label={t("to_day")}
        type="date"
        value={to}
        min={from}
        onChange={(event) => onChange({ to: event.target.value })}
      />
    </>
  );
}
