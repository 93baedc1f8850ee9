import { Button, Notice } from "@comanda/ui";
import { useWords } from "../words/index.ts";
import style from "./parts.module.css";
import { Failed } from "./States.tsx";

interface Props {
  changed: boolean;
  busy: boolean;
  error: unknown;
  onDiscard: () => void;
}

/** The end of a form: saving, throwing away, and what went wrong. The form itself is told by submit. */
export function SaveBar({ changed, busy, error, onDiscard }: Props) {
  const { t } = useWords();
  return (
    <>
      {error ? <Failed error={error} /> : null}
      <div className={style.bar}>
        <Button type="submit" kind="primary" busy={busy} disabled={!changed}>
          {t("save")}
        </Button>
        {changed && (
          <Button kind="quiet" onClick={onDiscard}>
            {t("discard")}
          </Button>
        )}
      </div>
      {changed && <Notice>{t("unsaved_kept")}</Notice>}
    </>
  );
}
