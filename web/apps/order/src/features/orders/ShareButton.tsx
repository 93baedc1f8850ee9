import { Button, Icon, useToast } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import type { Seen } from "./progress.ts";

/** The link by which others can look at an order, without signing in. */
export function ShareButton({ order, linkKey }: { order: Seen; linkKey: string | undefined }) {
  const { t } = useWords();
  const toast = useToast();
  const key = order.key ?? linkKey;
  if (!key) return null;
  const share = async () => {
    const url = new URL(`${import.meta.env.BASE_URL}orders/${order.id}#${key}`, location.origin)
      .href;
    try {
      if (navigator.share) await navigator.share({ url, title: document.title });
      else {
        await navigator.clipboard.writeText(url);
        toast(t("link_copied"));
      }
    } catch (thrown) {
      // Somebody has thought better of it.
      if (thrown instanceof DOMException && thrown.name === "AbortError") return;
      toast(url);
    }
  };
  return (
    <Button onClick={share}>
      <Icon name="share" size={20} /> {t("share")}
    </Button>
  );
}
