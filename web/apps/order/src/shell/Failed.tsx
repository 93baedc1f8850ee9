import { isOffline } from "@comanda/api";
import { Button, Icon } from "@comanda/ui";
import type { ReactNode } from "react";
import { useProblem } from "../lib/problem.ts";
import { useWords } from "../words/index.ts";
import { Drawing } from "./Drawing.tsx";
import style from "./Page.module.css";

/** What could not be read, why, and a way to try again. */
export function Failed({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useWords();
  const say = useProblem();
  return (
    <div className={style.empty} role="alert">
      {isOffline(error) ? <Drawing name="offline" /> : <Icon name="warning" size={40} />}
      <p>{say(error)}</p>
      <Button onClick={again}>{t("retry")}</Button>
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty(props: { icon?: "receipt" | "search"; children: ReactNode }) {
  return (
    <div className={style.empty}>
      {props.icon && <Icon name={props.icon} size={40} />}
      {props.children}
    </div>
  );
}
