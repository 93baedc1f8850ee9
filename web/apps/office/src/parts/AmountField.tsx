import { TextField } from "@comanda/ui";
import { useState } from "react";
import { useWords } from "../words/index.ts";
import { parseAmount, typedAmount } from "./amount.ts";

interface Props {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  currency: string;
  value: number;
  onChange: (minor: number) => void;
}

/** A field for an amount. What is no amount stays to be mended, and changes nothing. */
export function AmountField({ label, hint, wrong, currency, value, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => typedAmount(value, currency));
  const read = parseAmount(typed, currency);
  // What changes from outside replaces what was typed; "4.2" and "4,20" are the same amount.
  const shown = read === undefined || read === value ? typed : typedAmount(value, currency);
  return (
    <TextField
      label={`${label} (${currency})`}
      hint={hint}
      wrong={read === undefined ? t("no_amount") : wrong}
      inputMode="decimal"
      dir="ltr"
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        const minor = parseAmount(event.target.value, currency);
        if (minor !== undefined) onChange(minor);
      }}
    />
  );
}
