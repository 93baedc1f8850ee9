import type { Location } from "@comanda/api";
import { Notice, useNow } from "@comanda/ui";
import { useKept } from "../../lib/kept.ts";
import { useWords } from "../../words/index.ts";
import { redeemedFor, redemptionKept } from "./redemption.ts";

/** Until when a scanned code is good, or that one is needed. Nothing where no codes are used. */
export function CodeNotice({ location }: { location: Location }) {
  const { t, f } = useWords();
  const redeemed = redeemedFor(useKept(redemptionKept), location.id, useNow(15_000));
  if (redeemed) {
    return (
      <Notice tone="good" icon="qr">
        <p>{t("order_by", { time: f.time(redeemed.order_by, location.time_zone) })}</p>
      </Notice>
    );
  }
  if (!location.ordering.qr_codes) return null;
  return (
    <Notice tone="warn" icon="qr">
      <p>{t("orders.qr-code-needed")}</p>
    </Notice>
  );
}
