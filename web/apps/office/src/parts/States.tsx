// A part of a page that is on its way, that is empty, or that could not be had.

import { Button, Icon, type IconName, Notice, Skeleton } from "@comanda/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "../words/index.ts";
import style from "./parts.module.css";
import { sentence } from "./problems.ts";

export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div className={style.loading} role="status">
      <span className="quiet-hidden">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing else to be told by.
        <Skeleton key={row} height="2.75rem" width={`${100 - (row % 3) * 12}%`} />
      ))}
    </div>
  );
}

export function Empty(props: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className={style.empty}>
      <span className={style.medal}>
        <Icon name={props.icon} size={30} />
      </span>
      <p className={style.emptyTitle}>{props.title}</p>
      {props.children}
    </div>
  );
}

export function Failed({ error, again }: { error: unknown; again?: (() => void) | undefined }) {
  const { t } = useWords();
  return (
    <Notice tone="bad">
      <p>{sentence(error, t)}</p>
      {again && (
        <div>
          <Button onClick={again}>{t("retry")}</Button>
        </div>
      )}
    </Notice>
  );
}

/** What a query came to. What was there before stays while it is asked anew. */
export function Answered<T>(props: {
  query: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  const failed = error ? <Failed error={error} again={() => refetch()} /> : null;
  if (data === undefined)
    return failed ?? <Loading {...(props.rows ? { rows: props.rows } : {})} />;
  return (
    <>
      {failed}
      {props.children(data)}
    </>
  );
}
