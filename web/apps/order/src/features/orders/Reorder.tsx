import type { Order } from "@comanda/api";
import { Button, Icon, useToast } from "@comanda/ui";
import { useLocation } from "wouter";
import { useKept } from "../../lib/kept.ts";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { addLine } from "../cart/store.ts";
import { FAVOURITES_MAX, favouritesKept, united } from "../favourites/store.ts";

type Ordered = Pick<Order, "location" | "lines">;
type Kind = "primary" | "plain";

/** The lines of an order as they would be ordered again: an option that was had twice is named twice. */
export function linesAgain(order: Ordered) {
  return order.lines.map(({ product, quantity, options, note }) => ({
    product,
    quantity,
    options: options.flatMap(({ option, quantity }) => Array<string>(quantity).fill(option)),
    ...(note ? { note } : {}),
  }));
}

/** The same again: into the cart, where it is looked over. */
export function AgainButton({ order, kind = "plain" }: { order: Ordered; kind?: Kind }) {
  const { t } = useWords();
  const [, go] = useLocation();
  return (
    <Button
      kind={kind}
      onClick={() => {
        for (const line of linesAgain(order)) addLine(order.location, line);
        go(`/l/${order.location}/cart`);
      }}
    >
      <Icon name="refresh" size={20} /> {t("reorder")}
    </Button>
  );
}

/** The same again, and the way to keep it. */
export function Reorder({ order }: { order: Ordered }) {
  const { t } = useWords();
  const toast = useToast();
  const all = useKept(favouritesKept);
  const favourites = linesAgain(order).map(({ product, options }) => ({
    location: order.location,
    product,
    options,
  }));
  const kept = united(favourites, all).length === Math.min(all.length, FAVOURITES_MAX);
  return (
    <div className={page.row}>
      <AgainButton order={order} kind="primary" />
      {!kept && (
        <Button
          onClick={() => {
            favouritesKept.set(united(favourites, all));
            toast(t("favourite_saved"));
          }}
        >
          <Icon name="heart" size={20} /> {t("favourite_save")}
        </Button>
      )}
    </div>
  );
}
