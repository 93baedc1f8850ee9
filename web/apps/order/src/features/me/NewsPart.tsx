import type { Profile } from "@comanda/api";
import { useApi, useServices } from "@comanda/session";
import { useToast } from "@comanda/ui";
import { useEffect, useState } from "react";
import { useProblem } from "../../lib/problem.ts";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import {
  dropSubscription,
  keepSubscription,
  type PushState,
  pushState,
  subscribe,
  unsubscribe,
} from "../orders/push.ts";
import { seen, useChange } from "./change.ts";

/** What somebody is told, and how. Without an account only this device can be told anything. */
export function NewsPart({ profile }: { profile?: Profile }) {
  const { t } = useWords();
  const api = useApi();
  const [change, busy] = useChange();
  const push = usePush();
  if (!profile && push.state === "none") return null;
  const set = (name: "order_updates" | "offers", value: boolean) => {
    if (!profile) return;
    const { preferences } = profile;
    const notifications = { ...preferences.notifications, [name]: value };
    void change(() =>
      api.PUT("/v1/me/preferences", {
        params: { header: seen(profile) },
        body: { ...preferences, notifications },
      }),
    );
  };
  return (
    <section className={page.card} aria-labelledby="news">
      <h2 id="news">{t("news")}</h2>
      {push.state !== "none" && (
        <Switch
          label={t("news_push")}
          on={push.state === "on"}
          disabled={push.busy || push.state === "denied"}
          onChange={push.set}
        />
      )}
      {push.state === "denied" && <p className={page.soft}>{t("notify_denied")}</p>}
      {profile && (
        <>
          <Switch
            label={t("news_orders")}
            on={profile.preferences.notifications.order_updates}
            disabled={busy}
            onChange={(on) => set("order_updates", on)}
          />
          <Switch
            label={t("news_offers")}
            on={profile.preferences.notifications.offers}
            disabled={busy}
            onChange={(on) => set("offers", on)}
          />
        </>
      )}
    </section>
  );
}

interface SwitchProps {
  label: string;
  on: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ label, on, disabled, onChange }: SwitchProps) {
  return (
    <label className={page.switch}>
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

function usePush() {
  const services = useServices();
  const toast = useToast();
  const say = useProblem();
  const [state, setState] = useState<PushState>("none");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    pushState(services.config).then(setState, () => setState("none"));
  }, [services.config]);
  const set = async (on: boolean) => {
    setBusy(true);
    try {
      if (on) {
        await services.session.becomeGuest();
        const subscription = await subscribe(services.config);
        if (subscription) await keepSubscription(services.api, subscription);
      } else {
        const endpoint = await unsubscribe();
        if (endpoint) await dropSubscription(services.api, endpoint);
      }
    } catch (thrown) {
      toast(say(thrown));
    } finally {
      setState(await pushState(services.config));
      setBusy(false);
    }
  };
  return { state, busy, set };
}
