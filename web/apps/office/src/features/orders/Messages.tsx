import type { components, Order } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { useHere } from "../../frame/places.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import parts from "../../parts/parts.module.css";
import { Answered } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { messageKey } from "./events.ts";
import style from "./order.module.css";

type Notification = components["schemas"]["Notification"];

/** A location's messages are read this far back, newest first, to find those of one order. */
const PAGES_MAX = 10;

/** What was written to the customer and to the staff. */
export function Messages({ order }: { order: Order }) {
  const { t, f } = useWords();
  const api = useApi();
  const here = useHere();
  const found = useQuery({
    queryKey: ["notifications", order.id, order.version],
    queryFn: async () => {
      const all: Notification[] = [];
      let after: string | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const { data } = await api.GET("/v1/locations/{location}/notifications", {
          params: {
            path: { location: order.location },
            query: { limit: 100, ...(after ? { after } : {}) },
          },
        });
        const items = data?.items ?? [];
        all.push(...items.filter((one) => one.order === order.id));
        after = data?.next ?? undefined;
        const oldest = items.at(-1)?.created_at;
        // Nobody is written to about an order that is not there yet.
        if (!after || !oldest || Date.parse(oldest) < Date.parse(order.placed_at)) break;
      }
      return all.reverse();
    },
  });
  return (
    <Card title={t("messages")}>
      <Answered query={found} rows={2}>
        {(messages) =>
          messages.length === 0 ? (
            <p className={parts.soft}>{t("messages_none")}</p>
          ) : (
            <ol className={style.timeline}>
              {messages.map((one) => {
                const key = messageKey(one.message);
                return (
                  <li key={one.id}>
                    <span className={style.when}>{f.time(one.created_at, here.time_zone)}</span>
                    <span className={style.ledger}>
                      <strong>{key ? t(key) : one.message}</strong>
                      <Pill tone={one.status === "refused" ? "bad" : "plain"}>
                        {t(one.to === "staff" ? "to_staff" : "to_customer")}
                      </Pill>
                      <small>{one.subject}</small>
                    </span>
                  </li>
                );
              })}
            </ol>
          )
        }
      </Answered>
    </Card>
  );
}
