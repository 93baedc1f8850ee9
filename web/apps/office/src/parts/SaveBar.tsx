import { Button } from "@comanda/ui";
import { useWords } from "../words/index.ts";
import style from "./parts.module.css";
import { Failed } from "./States.tsx";

interface Props {
  changed: boolean;
  busy: boolean;
  error: unknown;
  /** Whether everything is there that has to be. */
  ready?: boolean;
  onDiscard: () => void;
}

/** The end of a form that was changed: saving, throwing away, and what went wrong. It stays in view. */
export function SaveBar({ changed, busy, error, ready, onDiscard }: Props) {
  const { t } = useWords();
  if (!changed) return error ? <Failed error={error} /> : null;
  return (
    <>
      {error ? <Failed error={error} /> : null}
      <div className={style.bar}>
        <Button type="submit" kind="primary" busy={busy} disabled={ready === false}>
          {t("save")}
        </Button>
        <Button kind="quiet" onClick={onDiscard}>
          {t("discard")}
        </Button>
        <p className={style.soft}>{t("unsaved_kept")}</p>
      </div>
    </>
  );
}
