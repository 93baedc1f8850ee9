// Somebody else was faster, and has changed the same: what they have, what you have, and which it is
// to be.

import { Button, Sheet } from "@comanda/ui";
import { useHere } from "../../frame/places.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import style from "./ProductPage.module.css";
import type { Clashed } from "./save.ts";
import { fieldName } from "./words.ts";

interface Props {
  clash: Clashed;
  onMine: () => void;
  onTheirs: () => void;
  onClose: () => void;
}

export function Conflict({ clash, onMine, onTheirs, onClose }: Props) {
  const { t, f } = useWords();
  const { currency } = useHere();
  const write = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === "") return "–";
    if (field === "price_minor" && typeof value === "number") return f.money(value, currency);
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return f.list(value);
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  return (
    <Sheet
      title={t("conflict_title")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <div className={parts.actions}>
          <Button kind="primary" onClick={onMine}>
            {t(clash.theirs ? "conflict_mine" : "conflict_again")}
          </Button>
          <Button onClick={onTheirs}>{t("conflict_theirs")}</Button>
        </div>
      }
    >
      <div className={parts.form}>
        <p>{t(clash.theirs ? "conflict_changed" : "conflict_gone")}</p>
        <dl className={style.differences}>
          {clash.clashes.map(({ field, mine, theirs }) => (
            <div key={field}>
              <dt>{fieldName(t, field)}</dt>
              <dd>{t("conflict_yours", { value: write(field, mine) })}</dd>
              <dd>{t("conflict_others", { value: write(field, theirs) })}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Sheet>
  );
}
