import { Button, Icon, IconButton, TextField } from "@comanda/ui";
import { useState } from "react";
import type { LocationInput } from "../../api/location.ts";
import { Card } from "../../parts/Card.tsx";
import { Check } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";

interface Props {
  rates: Record<string, number>;
  included: boolean;
  wrong: string | undefined;
  onChange: (change: Partial<LocationInput>) => void;
}

const MOST = 10;

/** What share of a price is tax, by class. */
export function Taxes({ rates, included, wrong, onChange }: Props) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const fits = /^[a-z][a-z0-9-]*$/.test(name) && !(name in rates);
  const classes = Object.entries(rates);
  return (
    <Card title={t("taxes")}>
      {classes.map(([one, points]) => (
        <div key={one} className={parts.row}>
          <TextField
            label={t("tax_of", { name: one })}
            type="number"
            required
            min={0}
            max={100}
            step={0.01}
            value={points / 100}
            onChange={(event) =>
              onChange({
                tax_rates: { ...rates, [one]: Math.round(Number(event.target.value) * 100) },
              })
            }
          />
          <div className={parts.end}>
            <IconButton
              label={t("remove_name", { name: one })}
              disabled={classes.length === 1}
              onClick={() => {
                const { [one]: _, ...others } = rates;
                onChange({ tax_rates: others });
              }}
            >
              <Icon name="trash" />
            </IconButton>
          </div>
        </div>
      ))}
      {classes.length < MOST && (
        <div className={parts.row}>
          <TextField
            label={t("tax_new")}
            hint={t("tax_new_hint")}
            wrong={wrong}
            value={name}
            onChange={(event) => setName(event.target.value.trim().toLowerCase())}
          />
          <div className={parts.end}>
            <Button
              disabled={!fits}
              onClick={() => {
                onChange({ tax_rates: { ...rates, [name]: 0 } });
                setName("");
              }}
            >
              <Icon name="add" />
              {t("add")}
            </Button>
          </div>
        </div>
      )}
      <Check
        label={t("prices_include_tax")}
        checked={included}
        onChange={(prices_include_tax) => onChange({ prices_include_tax })}
      />
    </Card>
  );
}
