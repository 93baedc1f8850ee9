// On a phone there is room for one column: these choose which.

import { useId } from "react";
import { useWords } from "../../words/index.ts";
import { COLUMN_WORDS } from "./Column.tsx";
import { COLUMNS, type ColumnName, type Columns } from "./columns.ts";
import style from "./Tabs.module.css";

interface Props {
  columns: Columns;
  chosen: ColumnName;
  onChoose: (column: ColumnName) => void;
}

export function Tabs({ columns, chosen, onChoose }: Props) {
  const { t } = useWords();
  const group = useId();
  return (
    <fieldset className={style.tabs}>
      <legend className="quiet-hidden">{t("columns")}</legend>
      {COLUMNS.map((name) => (
        <label key={name} className={style.tab}>
          <input
            type="radio"
            name={group}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>
            {t(COLUMN_WORDS[name])} <strong>{columns[name].length}</strong>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
