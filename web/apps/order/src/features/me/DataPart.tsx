import { useApi } from "@comanda/session";
import { Button, useToast } from "@comanda/ui";
import { useState } from "react";
import { useProblem } from "../../lib/problem.ts";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";

/** Everything that is kept of somebody, as a file. */
export function DataPart() {
  const { t } = useWords();
  const api = useApi();
  const toast = useToast();
  const say = useProblem();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { data } = await api.GET("/v1/me/export");
      const text = JSON.stringify(data, null, 2);
      const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      const link = document.createElement("a");
      link.href = url;
      link.download = "comanda.json";
      link.click();
      URL.revokeObjectURL(url);
    } catch (thrown) {
      toast(say(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={page.card} aria-labelledby="data">
      <h2 id="data">{t("data")}</h2>
      <p>{t("data_hint")}</p>
      <div>
        <Button busy={busy} onClick={save}>
          {t("data_save")}
        </Button>
      </div>
    </section>
  );
}
