// Changing a location: of whatever it is by now, and only what was meant to change.

import { type Api, type components, type Location, ProblemError } from "@comanda/api";
import { merge } from "../parts/merge.ts";

export type LocationInput = components["schemas"]["LocationInput"];

/** What of a location can be written; the rest follows from it, or has operations of its own. */
export function inputOf(location: Location): LocationInput {
  return {
    id: location.id,
    name: location.name,
    time_zone: location.time_zone,
    currency: location.currency,
    prices_include_tax: location.prices_include_tax,
    tax_rates: location.tax_rates,
    hours: location.hours,
    preparation_minutes: location.preparation_minutes,
    ordering: location.ordering,
    address: location.address,
    coordinates: location.coordinates ?? null,
    phone: location.phone ?? null,
    language: location.language,
  };
}

/** Saves what differs between `base` and `mine`. Where somebody else was faster, it says so. */
export async function saveLocation(
  api: Api,
  base: LocationInput,
  mine: LocationInput,
): Promise<void> {
  const path = { location: base.id };
  const { data, response } = await api.GET("/v1/locations/{location}", {
    params: { path },
    cache: "no-store",
  });
  if (!data) throw new Error("a location without a body");
  const { value, clashes } = merge(base, mine, inputOf(data));
  if (clashes.length > 0) throw new ProblemError({ code: "products.changed-meanwhile" }, 412);
  await api.PUT("/v1/locations/{location}", {
    params: { path, header: { "If-Match": response.headers.get("etag") ?? "" } },
    body: value,
  });
}
