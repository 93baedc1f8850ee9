// Does a step to a ticket, says so, and takes it back when somebody has pressed by mistake.

import { useToast } from "@comanda/ui";
import { createContext, type ReactNode, use, useCallback, useMemo, useRef } from "react";
import { type Key, useWords } from "../../words/index.ts";
import { type Command, undoOf, type Verb } from "../tickets/actions.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import { leaveTicket } from "./focus.ts";

const SAID: Record<Exclude<Verb, "line">, Key> = {
  claim: "didClaim",
  release: "didRelease",
  start: "didStart",
  ready: "didReady",
  collect: "didCollect",
  dispatch: "didDispatch",
  deliver: "didDeliver",
  "no-show": "didNoShow",
  undeliverable: "didUndeliverable",
  cancel: "didCancel",
  recall: "didRecall",
  rush: "didRush",
};

interface Steps {
  step: (ticket: Ticket, command: Command) => void;
  /** Takes back what was done last. */
  undo: () => void;
}

const Given = createContext<Steps | undefined>(undefined);

export function StepsProvider({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const desk = useDesk();
  const toast = useToast();
  const last = useRef<(() => void) | undefined>(undefined);

  const step = useCallback<Steps["step"]>(
    (ticket, command) => {
      const acted = desk.act(ticket.id, command);
      let isUndone = false;
      const undo = async () => {
        if (isUndone) return;
        isUndone = true;
        last.current = undefined;
        const { id } = await acted;
        if (await desk.queue.takeBack(id)) return;
        const back = undoOf(command);
        if (!back) {
          toast(t("tooLateToUndo"));
          return;
        }
        await desk.act(ticket.id, back);
        // What was begun was claimed with it.
        if (command.verb === "start" && !ticket.barista) desk.act(ticket.id, { verb: "release" });
      };
      last.current = undo;
      // A line shows by itself that it is done, and is undone where it was done.
      if (command.verb === "line") return;
      leaveTicket(ticket.id);
      const said = command.verb === "rush" && !command.rush ? "didUnrush" : SAID[command.verb];
      const action = command.verb === "cancel" ? undefined : { label: t("undo"), run: undo };
      toast(t(said, { number: ticket.number ?? "" }), action);
    },
    [desk, toast, t],
  );

  const undo = useCallback(() => last.current?.(), []);
  const steps = useMemo(() => ({ step, undo }), [step, undo]);
  return <Given value={steps}>{children}</Given>;
}

export function useSteps(): Steps {
  const steps = use(Given);
  if (!steps) throw new Error("useSteps outside of StepsProvider");
  return steps;
}
