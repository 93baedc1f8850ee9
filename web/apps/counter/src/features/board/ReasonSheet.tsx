// Asks why, before an order is cancelled or given up: its customer reads it.

import { Button, Sheet, TextArea } from "@comanda/ui";
import { useId, useState } from "react";
import { type Key, useWords } from "../../words/index.ts";
import type { Ticket } from "../tickets/ticket.ts";
import style from "./ReasonSheet.module.css";
import { useSteps } from "./useSteps.tsx";

type Verb = "cancel" | "undeliverable";

const REASONS: Record<Verb, Key[]> = {
  cancel: ["reasonSoldOut", "reasonTooBusy", "reasonClosing", "reasonAsked"],
  undeliverable: ["reasonNobodyThere", "reasonWrongAddress"],
};
const REASON_CHARS_MAX = 140;

interface Props {
  ticket: Ticket;
  verb: Verb;
  onClose: () => void;
}

export function ReasonSheet({ ticket, verb, onClose }: Props) {
  const { t } = useWords();
  const { step } = useSteps();
  const name = useId();
  const [chosen, setChosen] = useState<Key | "other">(REASONS[verb][0] ?? "other");
  const [text, setText] = useState("");
  const number = ticket.number ?? "";
  const title = t(verb === "cancel" ? "cancelTitle" : "undeliverableTitle", { number });
  return (
    <Sheet
      title={title}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <Button
          kind="danger"
          wide
          disabled={chosen === "other" && text.trim() === ""}
          onClick={() => {
            const reason = chosen === "other" ? text.trim() : t(chosen);
            onClose();
            step(ticket, { verb, reason });
          }}
        >
          {t(verb === "cancel" ? "cancelOrder" : "undeliverable")}
        </Button>
      }
    >
      <fieldset className={style.reasons}>
        <legend>{t("reasonLegend")}</legend>
        {[...REASONS[verb], "other" as const].map((reason) => (
          <label key={reason} className={style.reason}>
            <input
              type="radio"
              name={name}
              checked={reason === chosen}
              onChange={() => setChosen(reason)}
            />
            {reason === "other" ? t("reasonOther") : t(reason)}
          </label>
        ))}
      </fieldset>
      {chosen === "other" && (
        <TextArea
          label={t("reasonText")}
          maxLength={REASON_CHARS_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Sheet>
  );
}
