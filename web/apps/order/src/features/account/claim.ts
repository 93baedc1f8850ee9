// What somebody ordered as a guest becomes their account's, and the guest is forgotten.

import type { Api } from "@comanda/api";
import type { Session } from "@comanda/session";

/** How many orders have become the account's. */
export async function claimGuest(api: Api, session: Session): Promise<number> {
  const guest_token = await session.guestToken();
  if (!guest_token) return 0;
  const { data } = await api.POST("/v1/me/claims", { body: { guest_token } });
  await session.forgetGuest();
  return data?.claimed ?? 0;
}
