// The desk of a location, for every screen of it. It stays open while screens change.

import { useServices } from "@comanda/session";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { type Command, foreseen } from "./actions.ts";
import { type Desk, openDesk } from "./desk.ts";
import type { Me } from "./drawer.ts";
import type { Connection } from "./feed.ts";
import type { Refusal, Waiting } from "./queue.ts";
import type { Ticket } from "./ticket.ts";

/** A ticket as it will be once everything that was pressed has arrived. */
export interface Shown {
  ticket: Ticket;
  /** Whether something that was pressed has not arrived yet. */
  pending: boolean;
  refusal: Refusal | undefined;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

interface Props {
  location: string;
  me: Me;
  loading: ReactNode;
  children: ReactNode;
}

export function DeskProvider({ location, me: given, loading, children }: Props) {
  const services = useServices();
  // Whoever signs in again after a night without a network is still the same.
  const { id, name, role } = given;
  const me = useMemo(() => ({ id, name, role }), [id, name, role]);
  const [desk, setDesk] = useState<Desk>();
  useEffect(() => {
    let closed = false;
    let opened: Desk | undefined;
    openDesk(services, location, me).then((ready) => {
      opened = ready;
      if (closed) ready.close();
      else setDesk(ready);
    });
    return () => {
      closed = true;
      opened?.close();
      setDesk(undefined);
    };
  }, [services, location, me]);
  if (!desk) return loading;
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("useDesk outside of DeskProvider");
  return desk;
}

export function useConnection(): Connection {
  const { feed } = useDesk();
  return useSyncExternalStore(feed.subscribe, () => feed.view().connection);
}

/** How many orders have arrived since the page was opened. */
export function useArrivals(): number {
  const { feed } = useDesk();
  return useSyncExternalStore(feed.subscribe, () => feed.view().arrivals);
}

export function useWaiting(): Waiting {
  const { queue } = useDesk();
  return useSyncExternalStore(queue.subscribe, queue.waiting);
}

/** Every ticket there is, open or ended a while ago. */
export function useTickets(): Shown[] {
  const { feed, me } = useDesk();
  const tickets = useSyncExternalStore(feed.subscribe, () => feed.view().tickets);
  const { actions, refusals } = useWaiting();
  return useMemo(() => {
    const commands = new Map<string, Command[]>();
    for (const { order, command } of actions) {
      commands.set(order, [...(commands.get(order) ?? []), command]);
    }
    return [...tickets.values()].map((ticket) => {
      const pressed = commands.get(ticket.id);
      return {
        ticket: pressed ? foreseen(ticket, pressed, me.id) : ticket,
        pending: pressed !== undefined,
        refusal: refusals.get(ticket.id),
      };
    });
  }, [tickets, actions, refusals, me.id]);
}

/** Does something to an order. */
export function useAct(): Desk["act"] {
  const desk = useDesk();
  return useCallback((order, command) => desk.act(order, command), [desk]);
}
