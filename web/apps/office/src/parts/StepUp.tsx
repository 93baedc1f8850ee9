// What moves money or cannot be undone asks for a fresh sign-in with a second factor. This asks for
// it, once, and then does what was asked in the first place.

import { asProblem } from "@comanda/api";
import { useServices } from "@comanda/session";
import { Button, Notice, Sheet } from "@comanda/ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { useWords } from "../words/index.ts";
import style from "./parts.module.css";

/** Somebody has changed their mind; nothing was done, and nothing is to be said. */
export class Withdrawn extends Error {}

type Strong = <T>(run: () => Promise<T>) => Promise<T>;

interface Asked {
  challenge: { acrValues: string | undefined; maxAge: number | undefined };
  again: () => void;
  withdraw: () => void;
}

const Given = createContext<Strong | undefined>(undefined);

export function StepUpProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  const strong = useCallback<Strong>(async (run) => {
    for (;;) {
      try {
        return await run();
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.code !== "api.step-up-needed") throw thrown;
        await new Promise<void>((resolve, reject) => {
          setAsked({
            challenge: problem.challenge,
            again: resolve,
            withdraw: () => reject(new Withdrawn()),
          });
        }).finally(() => setAsked(undefined));
      }
    }
  }, []);
  return (
    <Given value={strong}>
      {children}
      {asked && <Question asked={asked} />}
    </Given>
  );
}

function Question({ asked }: { asked: Asked }) {
  const { t } = useWords();
  const { session } = useServices();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setFailed(false);
    try {
      await session.stepUp(asked.challenge);
      asked.again();
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={t("stepup_title")}
      closeLabel={t("cancel")}
      onClose={asked.withdraw}
      foot={
        <div className={style.actions}>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {t("stepup_button")}
          </Button>
          <Button kind="quiet" onClick={asked.withdraw}>
            {t("cancel")}
          </Button>
        </div>
      }
    >
      <div className={style.form}>
        <p>{t("stepup_why")}</p>
        {failed && <Notice tone="bad">{t("stepup_failed")}</Notice>}
      </div>
    </Sheet>
  );
}

export function useStrong(): Strong {
  const strong = use(Given);
  if (!strong) throw new Error("useStrong outside of StepUpProvider");
  return strong;
}
