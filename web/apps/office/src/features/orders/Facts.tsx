import type { Order } from "@comanda/api";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import style from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";

/** For whom, when, and how it gets to them. */
export function Facts({ order }: { order: Order }) {
  const { t, f } = useWords();
  const here = useHere();
  const { fulfilment } = order;
  const time = (at: string) => f.dayTime(at, here.time_zone);
  const how =
    fulfilment.type === "dine-in"
      ? t("at_table", { table: fulfilment.table })
      : t(fulfilment.type === "delivery" ? "delivery" : "pickup");
  const facts: [string, string | null | undefined][] = [
    [t("name"), order.name],
    [t("email"), order.email],
    [t("fulfilment"), how],
    [t("address"), fulfilment.type === "delivery" ? fulfilment.address.join(", ") : null],
    [t("phone"), fulfilment.type === "delivery" ? fulfilment.phone : null],
    [t("note"), order.note],
    [t("placed_at"), time(order.placed_at)],
    [t("promised_at"), time(order.ready_at)],
    [t("why"), order.rejection?.detail ?? order.cancellation?.reason ?? order.non_delivery?.reason],
  ];
  return (
    <Card title={t("for_whom")}>
      <dl className={style.pairs}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: "contents" }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}
