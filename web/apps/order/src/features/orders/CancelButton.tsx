import { useApi } from "@comanda/session";
import { Button, Sheet, useToast } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useProblem } from "../../lib/problem.ts";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { newer, type Seen } from "./progress.ts";

/** Cancels an order, after asking once. */
export function CancelButton({ id }: { id: string }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const say = useProblem();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    try {
      const { data } = await api.POST("/v1/orders/{order}/cancel", {
        params: { path: { order: id } },
        body: {},
      });
      if (data) queries.setQueryData<Seen>(["order", id], (held) => newer(held, data));
    } catch (thrown) {
      toast(say(thrown));
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t("cancel")}
      </Button>
      {asking && (
        <Sheet
          title={t("cancel_title")}
          closeLabel={t("close")}
          onClose={() => setAsking(false)}
          foot={
            <div className={page.row}>
              <Button onClick={() => setAsking(false)}>{t("cancel_no")}</Button>
              <Button kind="danger" busy={busy} onClick={cancel}>
                {t("cancel_yes")}
              </Button>
            </div>
          }
        >
          <p>{t("cancel_hint")}</p>
        </Sheet>
      )}
    </>
  );
}
