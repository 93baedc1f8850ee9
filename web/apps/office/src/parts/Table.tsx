// A table; on a phone each row becomes a card that says what each of its values is.

import type { ReactNode } from "react";
import style from "./Table.module.css";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, in figures of one width. */
  number?: boolean;
  /** For those who hear it: buttons need no words above them. */
  quiet?: boolean;
}

export function Table<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  id: (row: Row) => string;
}) {
  const { columns } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className={style.around} tabIndex={0} aria-label={props.caption}>
      <table className={style.table}>
        <caption className="quiet-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={column.number ? style.number : undefined}
              >
                {column.quiet ? <span className="quiet-hidden">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.id(row)}>
              {columns.map((column, at) => {
                const look = column.number ? style.number : undefined;
                const inside = (
                  <>
                    {at > 0 && !column.quiet && (
                      <span className={style.name} aria-hidden="true">
                        {column.name}
                      </span>
                    )}
                    <span className={style.value}>{column.cell(row)}</span>
                  </>
                );
                return at === 0 ? (
                  <th key={column.name} scope="row">
                    {inside}
                  </th>
                ) : (
                  <td key={column.name} className={look}>
                    {inside}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
