import { useApi } from "@comanda/session";
import { Button, Notice, Sheet, TextField } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHere } from "../../frame/places.tsx";
import { useDeed } from "../../parts/deed.ts";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { complete, type Right, RoleFields, written } from "./RoleFields.tsx";

/** The languages there are invitations in. */
const INVITED_IN = ["en", "de", "es"];

export function InviteSheet({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords();
  const api = useApi();
  const here = useHere();
  const queries = useQueryClient();
  const deed = useDeed();
  const [email, setEmail] = useState("");
  const [right, setRight] = useState<Right>({ role: "barista", locations: [here.id] });
  const [link, setLink] = useState<string>();
  const invite = async () => {
    let handed: string | null | undefined;
    const done = await deed.run(
      async () => {
        const { data } = await api.POST("/v1/staff", {
          body: {
            email: email.trim(),
            ...written(right),
            ...(INVITED_IN.includes(language) ? { language } : {}),
          },
        });
        handed = data?.link;
        await queries.invalidateQueries({ queryKey: ["staff"] });
      },
      t("invite_done", { email: email.trim() }),
    );
    if (!done) return;
    if (handed) setLink(handed);
    else onClose();
  };
  return (
    <Sheet
      title={t("invite")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        link ? (
          <Button kind="primary" wide onClick={onClose}>
            {t("close")}
          </Button>
        ) : (
          <Button
            kind="primary"
            wide
            busy={deed.busy}
            disabled={!email.includes("@") || !complete(right)}
            onClick={invite}
          >
            {t("invite_button")}
          </Button>
        )
      }
    >
      {link ? (
        <div className={parts.form}>
          <Notice tone="warn">{t("invite_link_hint")}</Notice>
          <TextField label={t("invite_link")} readOnly dir="ltr" value={link} />
        </div>
      ) : (
        <div className={parts.form}>
          <TextField
            label={t("email")}
            hint={t("invite_hint")}
            wrong={faultAt(deed.error, "/email")}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <RoleFields value={right} onChange={setRight} />
          {deed.error ? <Failed error={deed.error} /> : null}
        </div>
      )}
    </Sheet>
  );
}
