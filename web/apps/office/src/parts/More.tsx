import { Button } from "@comanda/ui";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "../words/index.ts";
import { Failed, Loading } from "./States.tsx";

interface Page<T> {
  items: T[];
  next?: string | null | undefined;
}

/** Everything of a list that was read so far, and a button for more. */
export function Pages<T>(props: {
  query: UseInfiniteQueryResult<{ pages: Page<T>[] }>;
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = props.query;
  const failed = error ? <Failed error={error} again={() => refetch()} /> : null;
  if (!data) return failed ?? <Loading rows={6} />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      {failed}
      {items.length === 0 && !hasNextPage ? props.empty : props.children(items)}
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}
