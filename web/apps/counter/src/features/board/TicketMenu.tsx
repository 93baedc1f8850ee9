// Everything that can be done to a ticket beside its next step.

import { Button, Icon, type IconName, Sheet } from "@comanda/ui";
import { useState } from "react";
import { type Key, useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import type { Command } from "../tickets/actions.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import { ReasonSheet } from "./ReasonSheet.tsx";
import style from "./TicketMenu.module.css";
import { useSteps } from "./useSteps.tsx";

interface Props {
  ticket: Ticket;
  onPrint: (ticket: Ticket) => void;
  onClose: () => void;
}

interface Entry {
  words: Key;
  icon: IconName;
  command: Command;
}

export function TicketMenu({ ticket, onPrint, onClose }: Props) {
  const { t } = useWords();
  const { me } = useDesk();
  const { location } = usePlace();
  const { step } = useSteps();
  const [asking, setAsking] = useState<"cancel" | "undeliverable">();
  if (asking) return <ReasonSheet ticket={ticket} verb={asking} onClose={onClose} />;
  const isManager = me.role !== "barista";
  const canCancel = ["placed", "confirmed", "preparing"].includes(ticket.status);
  const isAway = ["ready", "out-for-delivery"].includes(ticket.status);
  const isDelivery = ticket.fulfilment.type === "delivery";
  return (
    <Sheet title={ticket.number ?? t("board")} closeLabel={t("close")} onClose={onClose}>
      <div className={style.menu}>
        {entries(ticket, me.id, isManager).map(({ words, icon, command }) => (
          <Button
            key={words}
            wide
            onClick={() => {
              onClose();
              step(ticket, command);
            }}
          >
            <Icon name={icon} />
            {t(words)}
          </Button>
        ))}
        <Button
          wide
          onClick={() => {
            onClose();
            onPrint(ticket);
          }}
        >
          <Icon name="print" />
          {t("print")}
        </Button>
        {isDelivery && isAway && (
          <Button wide kind="danger" onClick={() => setAsking("undeliverable")}>
            {t("undeliverable")}
          </Button>
        )}
        {canCancel && (
          <Button wide kind="danger" onClick={() => setAsking("cancel")}>
            <Icon name="trash" />
            {t("cancelOrder")}
          </Button>
        )}
      </div>
      <Timeline ticket={ticket} timeZone={location?.time_zone} />
    </Sheet>
  );
}

function entries(ticket: Ticket, me: string, isManager: boolean): Entry[] {
  const found: Entry[] = [];
  const { status, barista, rush } = ticket;
  const isBeingMade = status === "confirmed" || status === "preparing";
  const isMine = barista === me;
  if (isBeingMade && !barista) {
    found.push({ words: "claim", icon: "person", command: { verb: "claim" } });
  }
  if (isBeingMade && barista && (isMine || isManager)) {
    found.push({ words: "release", icon: "people", command: { verb: "release" } });
  }
  if (isBeingMade) {
    const words = rush ? "unrush" : "rushVerb";
    found.push({ words, icon: "fire", command: { verb: "rush", rush: !rush } });
  }
  if (status === "ready") {
    found.push({ words: "recallReady", icon: "undo", command: { verb: "recall", from: "ready" } });
  }
  if (status === "preparing" && (!barista || isMine || isManager)) {
    const command: Command = { verb: "recall", from: "preparing" };
    found.push({ words: "recallPreparing", icon: "undo", command });
  }
  if (status === "ready" && ticket.fulfilment.type !== "delivery") {
    found.push({ words: "noShow", icon: "leave", command: { verb: "no-show" } });
  }
  return found;
}

/** What has happened so far, the last first. */
function Timeline({ ticket, timeZone }: { ticket: Ticket; timeZone: string | undefined }) {
  const { t, f } = useWords();
  const { me } = useDesk();
  const known: Record<string, Key> = {
    placed: "wasPlaced",
    confirmed: "wasConfirmed",
    claimed: "wasClaimed",
    released: "wasReleased",
    started: "wasStarted",
    ready: "wasReady",
    recalled: "wasRecalled",
    rushed: "wasRushed",
    dispatched: "wasDispatched",
    collected: "wasCollected",
    delivered: "wasDelivered",
    cancelled: "wasCancelled",
  };
  const entries = ticket.timeline.filter(({ event }) => known[event]).reverse();
  return (
    <ol className={style.timeline} aria-label={t("timeline")}>
      {entries.map(({ version, event, at, by }) => (
        <li key={`${version} ${event}`}>
          <time dateTime={at}>{f.time(at, timeZone)}</time>
          <span>{t(known[event] ?? "wasPlaced")}</span>
          {by?.id === me.id && <span className={style.me}>{t("mine")}</span>}
        </li>
      ))}
    </ol>
  );
}
