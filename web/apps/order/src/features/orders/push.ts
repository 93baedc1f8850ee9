// "Your order is ready" as a notification, even when the page is closed (web push).

import type { Api } from "@comanda/api";
import type { Config } from "@comanda/session";

export type PushState = "on" | "off" | "denied" | "none";

/** Whether this browser and this server can do it, and whether it is on. */
export async function pushState(config: Config): Promise<PushState> {
  if (!config.push_key || !("serviceWorker" in navigator) || !("PushManager" in window))
    return "none";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return "none";
  const subscription = await registration.pushManager.getSubscription();
  return subscription && Notification.permission === "granted" ? "on" : "off";
}

/** Asks the person, then the browser; the subscription to send to the server. */
export async function subscribe(config: Config): Promise<PushSubscription | undefined> {
  if ((await Notification.requestPermission()) !== "granted") return undefined;
  const registration = await navigator.serviceWorker.ready;
  return registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: config.push_key ?? "",
  });
}

/** Ends it in this browser; the endpoint that the server is to forget. */
export async function unsubscribe(): Promise<string | undefined> {
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  return subscription?.endpoint;
}

/** Tells the server where this browser takes pushes. */
export async function keepSubscription(api: Api, subscription: PushSubscription): Promise<void> {
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys;
  await api.PUT("/v1/me/push-subscriptions", { body: { endpoint, keys: { p256dh, auth } } });
}

export async function dropSubscription(api: Api, endpoint: string): Promise<void> {
  await api.DELETE("/v1/me/push-subscriptions", { body: { endpoint } });
}
