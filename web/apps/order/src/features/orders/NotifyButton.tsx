import { useServices } from "@comanda/session";
import { Button, Icon, useToast } from "@comanda/ui";
import { useEffect, useState } from "react";
import { useProblem } from "../../lib/problem.ts";
import { useWords } from "../../words/index.ts";
import { keepSubscription, type PushState, pushState, subscribe } from "./push.ts";

/** "Notify me when it is ready", where that can be done. */
export default function NotifyButton() {
  const { t } = useWords();
  const services = useServices();
  const toast = useToast();
  const say = useProblem();
  const [state, setState] = useState<PushState>("none");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    pushState(services.config).then(setState, () => setState("none"));
  }, [services.config]);
  if (state === "none" || state === "denied") return null;
  const turnOn = async () => {
    setBusy(true);
    try {
      const subscription = await subscribe(services.config);
      if (!subscription) {
        toast(t("notify_denied"));
        return;
      }
      await keepSubscription(services.api, subscription);
      setState("on");
      toast(t("notify_on"));
    } catch (thrown) {
      toast(say(thrown));
    } finally {
      setBusy(false);
    }
  };
  return state === "on" ? (
    <span className="soft">
      <Icon name="alarm" size={20} /> {t("notify_on")}
    </span>
  ) : (
    <Button busy={busy} onClick={turnOn}>
      <Icon name="alarm" size={20} /> {t("notify")}
    </Button>
  );
}
