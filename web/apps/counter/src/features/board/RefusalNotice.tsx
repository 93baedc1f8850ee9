import { Icon, IconButton, Notice } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import { useProblem } from "../../words/problems.ts";
import type { Refusal } from "../tickets/queue.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import { useTeam } from "../tickets/useTeam.ts";
import style from "./RefusalNotice.module.css";

/** Why the server has not done what was pressed. It stays until somebody has read it. */
export function RefusalNotice({ ticket, refusal }: { ticket: Ticket; refusal: Refusal }) {
  const { t } = useWords();
  const { queue } = useDesk();
  const problem = useProblem();
  const winner = useTeam()(ticket.barista);
  const isTaken = refusal.code === "orders.claimed-by-another" && winner !== undefined;
  return (
    <Notice tone="bad">
      <div className={style.row}>
        <span>
          {isTaken
            ? t("problemClaimedBy", { name: winner })
            : problem(refusal.code, refusal.detail)}
        </span>
        <IconButton label={t("dismiss")} onClick={() => queue.dismiss(ticket.id)}>
          <Icon name="close" />
        </IconButton>
      </div>
    </Notice>
  );
}
