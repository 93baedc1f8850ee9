import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, TextField } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../parts/Confirm.tsx";
import { useDeed } from "../../parts/deed.ts";
import { Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";

type Execution = components["schemas"]["WorkflowExecution"];

const REDRIVABLE = ["failed", "timed-out", "aborted"];

/** Stopping what runs, and taking up again what has failed. */
export function Act({ execution }: { execution: Execution }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const deed = useDeed();
  const [asked, ask] = useState<"stop" | "redrive">();
  const [cause, setCause] = useState("");
  const { machine, name, status } = execution;
  const params = { path: { machine, name } };
  const act = async () => {
    const done = await deed.run(
      async () => {
        if (asked === "stop") {
          await api.POST("/v1/workflows/{machine}/executions/{name}/stop", {
            params,
            body: { cause: cause.trim() || null },
          });
        } else {
          await api.POST("/v1/workflows/{machine}/executions/{name}/redrive", { params });
        }
        await queries.invalidateQueries({ queryKey: ["execution", machine, name] });
      },
      t(asked === "stop" ? "stopped" : "redriven"),
    );
    if (done) ask(undefined);
  };
  return (
    <>
      {status === "running" && (
        <Button kind="danger" onClick={() => ask("stop")}>
          {t("stop")}
        </Button>
      )}
      {REDRIVABLE.includes(status) && (
        <Button kind="primary" onClick={() => ask("redrive")}>
          {t("redrive")}
        </Button>
      )}
      {asked && (
        <Confirm
          title={t(asked === "stop" ? "stop_title" : "redrive_title")}
          text={t(asked === "stop" ? "stop_text" : "redrive_text")}
          button={t(asked)}
          busy={deed.busy}
          onClose={() => {
            ask(undefined);
            deed.forget();
          }}
          onConfirm={act}
        >
          {asked === "stop" && (
            <TextField
              label={t("why")}
              maxLength={200}
              value={cause}
              onChange={(event) => setCause(event.target.value)}
            />
          )}
          {deed.error ? <Failed error={deed.error} /> : null}
        </Confirm>
      )}
    </>
  );
}
