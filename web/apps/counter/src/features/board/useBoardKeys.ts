// What keys do on the board. Only while nobody writes, and no sheet is open.

import { useEffect, useRef } from "react";
import { useWords } from "../../words/index.ts";
import { nextStep } from "../tickets/actions.ts";
import { digitsOf } from "../tickets/ticket.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import { COLUMNS, type Columns } from "./columns.ts";
import { focusedTicket, focusTicket } from "./focus.ts";
import { Digits, isArrow, moved } from "./keys.ts";
import { useSteps } from "./useSteps.tsx";

interface Options {
  columns: Columns;
  isIdle: boolean;
  search: () => void;
  showKeys: () => void;
}

export function useBoardKeys(options: Options): void {
  const { me } = useDesk();
  const { step, undo } = useSteps();
  const { direction } = useWords();
  const digits = useRef(new Digits());
  const now = useRef({ options, me, step, undo, direction });
  now.current = { options, me, step, undo, direction };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { options, me, step, undo, direction } = now.current;
      const { columns, isIdle, search, showKeys } = options;
      if (!isIdle || event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
      const { key } = event;
      const all = COLUMNS.flatMap((name) => columns[name]);
      if (isArrow(key)) {
        const ids = COLUMNS.map((name) => columns[name].map(({ ticket }) => ticket.id));
        focusTicket(moved(ids, focusedTicket(), key, direction === "rtl"));
      } else if (/^\d$/.test(key)) {
        const number = digits.current.type(key, Date.now());
        const found =
          all.find(({ ticket }) => digitsOf(ticket) === number) ??
          all.find(({ ticket }) => digitsOf(ticket).startsWith(number));
        focusTicket(found?.ticket.id);
      } else if (key === "Enter") {
        // On a button of a ticket Enter is the button's.
        const id = (event.target as HTMLElement).dataset?.ticket;
        const ticket = all.find((one) => one.ticket.id === id)?.ticket;
        const next = ticket && nextStep(ticket, me.id);
        if (!ticket || !next) return;
        step(ticket, next);
      } else if (key === "u") undo();
      else if (key === "/") search();
      else if (key === "?") showKeys();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

/** Whether keys are for what has the focus. Arrows choose among radios, too. */
function isWriting({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("dialog, textarea, select, input:not([type=checkbox])") !== null
  );
}
