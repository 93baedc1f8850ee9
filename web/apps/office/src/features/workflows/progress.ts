// How far an execution has come, read from its history.

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  timestamp: string;
  type: string;
  [details: string]: unknown;
}

/** `caught` is a state whose task failed, and whose `Catch` led on. */
export type Standing = "succeeded" | "running" | "caught" | "failed" | "unreached";

export interface Progress {
  states: Map<string, Standing>;
  /** The ways taken, each as `from\nto`. */
  ways: Set<string>;
}

const detail = (event: HistoryEvent, name: string) => {
  const found = event[name];
  return typeof found === "object" && found ? (found as Record<string, unknown>) : undefined;
};

/** The state that an event enters. */
export function entered(event: HistoryEvent): string | undefined {
  const name = detail(event, "stateEnteredEventDetails")?.name;
  return typeof name === "string" ? name : undefined;
}

/** The state that an event leaves. */
export function exited(event: HistoryEvent): string | undefined {
  const name = detail(event, "stateExitedEventDetails")?.name;
  return typeof name === "string" ? name : undefined;
}

const WRONG = /^(Task|LambdaFunction|Activity).*(Failed|TimedOut)$/;
const RIGHT = /^(Task|LambdaFunction|Activity)Succeeded$/;

/** The state each event belongs to, by its id: the one last entered on the way to it. */
export function stateOfEach(events: HistoryEvent[]): Map<number, string> {
  const states = new Map<number, string>();
  for (const event of events) {
    const state = entered(event) ?? exited(event) ?? states.get(event.previousEventId);
    if (state !== undefined) states.set(event.id, state);
  }
  return states;
}

/** Where each state stands, for an execution with this status. */
export function progressOf(events: HistoryEvent[], status: string): Progress {
  const states = new Map<string, Standing>();
  const ways = new Set<string>();
  const of = stateOfEach(events);
  const leftBy = new Map<number, string>();
  const wrong = new Set<string>();
  for (const event of events) {
    const into = entered(event);
    if (into !== undefined) {
      states.set(into, "running");
      wrong.delete(into);
      const from = leftBy.get(event.previousEventId) ?? of.get(event.previousEventId);
      if (from !== undefined) ways.add(`${from}\n${into}`);
    }
    const state = of.get(event.id);
    if (state !== undefined && WRONG.test(event.type)) wrong.add(state);
    if (state !== undefined && RIGHT.test(event.type)) wrong.delete(state);
    const left = exited(event);
    if (left !== undefined) {
      states.set(left, wrong.has(left) ? "caught" : "succeeded");
      leftBy.set(event.id, left);
    }
  }
  if (status !== "running") {
    // Where an execution ended without leaving a state, that state ended with it.
    const end = status === "succeeded" ? "succeeded" : "failed";
    for (const [name, standing] of states) if (standing === "running") states.set(name, end);
  }
  return { states, ways };
}
