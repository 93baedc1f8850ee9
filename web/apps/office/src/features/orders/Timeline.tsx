import type { Order } from "@comanda/api";
import { useHere } from "../../frame/places.tsx";
import { useWords } from "../../words/index.ts";
import { eventKey } from "./events.ts";
import style from "./order.module.css";

type Entry = Order["timeline"][number];

/** Everything that happened to an order, first to last, and how long each took. */
export function Timeline({ order }: { order: Order }) {
  const { t, f } = useWords();
  const here = useHere();
  const what = (entry: Entry) => {
    const key = eventKey(entry.event);
    const line = entry.line ? order.lines[entry.line - 1]?.name : undefined;
    return `${key ? t(key) : entry.event}${line ? `: ${line}` : ""}`;
  };
  const who = (entry: Entry) => {
    const role = entry.by?.role;
    if (!role) return t("by_itself");
    return role === "customer" || role === "barista" || role === "manager" || role === "admin"
      ? t(`role_${role}`)
      : role;
  };
  return (
    <ol className={style.timeline}>
      {order.timeline.map((entry, at) => {
        const before = order.timeline[at - 1];
        const took = before ? (Date.parse(entry.at) - Date.parse(before.at)) / 1000 : 0;
        return (
          <li key={entry.version}>
            <span className={style.when}>
              {f.date(
                entry.at,
                { hour: "numeric", minute: "2-digit", second: "2-digit" },
                here.time_zone,
              )}
            </span>
            <span>
              <strong>{what(entry)}</strong>
              <small>
                {who(entry)}
                {took >= 60 && ` · ${t("after_minutes", { count: Math.round(took / 60) })}`}
              </small>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
