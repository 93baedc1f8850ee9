import { Icon } from "@comanda/ui";
import type { Ref } from "react";
import { useWords } from "../../words/index.ts";
import { COLUMNS, type Columns } from "./columns.ts";
import { focusTicket } from "./focus.ts";
import style from "./SearchBox.module.css";

interface Props {
  ref: Ref<HTMLInputElement>;
  value: string;
  columns: Columns;
  onChange: (text: string) => void;
}

/** Finds a ticket by number or name. A scanner types, too, and ends with Enter. */
export function SearchBox({ ref, value, columns, onChange }: Props) {
  const { t } = useWords();
  const found = [...COLUMNS.flatMap((name) => columns[name]), ...columns.later];
  return (
    <search className={style.place}>
      <form
        className={style.search}
        onSubmit={(event) => {
          event.preventDefault();
          focusTicket(found[0]?.ticket.id);
          // The next one that is scanned begins anew.
          onChange("");
        }}
      >
        <Icon name="search" />
        <input
          ref={ref}
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            onChange("");
            event.currentTarget.blur();
          }}
        />
        <span className="quiet-hidden" role="status">
          {value && t("found", { count: found.length })}
        </span>
      </form>
    </search>
  );
}
