// Where the focus is among the tickets.

export function idOf(ticket: string): string {
  return `ticket-${ticket}`;
}

export function focusTicket(ticket: string | undefined): void {
  const element = ticket ? document.getElementById(idOf(ticket)) : null;
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The ticket the focus is on, or in. */
export function focusedTicket(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-ticket]")?.dataset.ticket;
}

/** A ticket is about to go: whoever is on it goes on with the next one, not from the top. */
export function leaveTicket(ticket: string): void {
  const here = document.getElementById(idOf(ticket));
  if (!here?.contains(document.activeElement)) return;
  const item = here.closest("li");
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  const target =
    next?.querySelector<HTMLElement>("[data-ticket]") ??
    here.closest("section")?.querySelector<HTMLElement>("h2");
  target?.focus({ preventScroll: true });
}
