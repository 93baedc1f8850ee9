import { Button } from "@comanda/ui";
import { useHere } from "../../frame/places.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import style from "./Execution.module.css";
import { type HistoryEvent, stateOfEach } from "./progress.ts";

interface Props {
  events: HistoryEvent[];
  /** Only events of this state. */
  chosen: string | undefined;
  onAll: () => void;
}

/** Event after event, each with what went in and out. */
export function History({ events, chosen, onAll }: Props) {
  const { t, f } = useWords();
  const here = useHere();
  const states = stateOfEach(events);
  const shown = chosen ? events.filter((event) => states.get(event.id) === chosen) : events;
  return (
    <>
      {chosen && (
        <div>
          <Button kind="quiet" onClick={onAll}>
            {t("history_all")}
          </Button>
        </div>
      )}
      {shown.length === 0 && <p className={parts.soft}>{t("history_none")}</p>}
      <ol className={style.history}>
        {shown.map((event) => {
          const values = valuesOf(event);
          const seconds = f.date(event.timestamp, EXACTLY, here.time_zone);
          const head = (
            <>
              <span className={style.time}>{seconds}</span>
              <span className={style.what}>
                <strong>{event.type}</strong>
                {!chosen && <small>{states.get(event.id)}</small>}
              </span>
            </>
          );
          return (
            <li key={event.id}>
              {values.length === 0 ? (
                <div className={style.event}>{head}</div>
              ) : (
                <details>
                  <summary className={`${style.event} ${style.opens}`}>{head}</summary>
                  {values.map(([name, value]) => (
                    <div key={name}>
                      <p className={style.valueName}>{name}</p>
                      <pre className={style.value} dir="ltr">
                        {value}
                      </pre>
                    </div>
                  ))}
                </details>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

const EXACTLY: Intl.DateTimeFormatOptions = {
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
};

const SHOWN = ["input", "output", "parameters", "error", "cause"];

/** What went in and out of an event, laid out to be read. */
function valuesOf(event: HistoryEvent): [string, string][] {
  const details = Object.values(event).find((value) => typeof value === "object" && value);
  if (!details) return [];
  return Object.entries(details as Record<string, unknown>)
    .filter(([name, value]) => SHOWN.includes(name) && typeof value === "string")
    .map(([name, value]) => [name, laidOut(value as string)]);
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // A cause is a sentence, not JSON.
    return text;
  }
}
