import type { Api, Location } from "@comanda/api";
import { expect, test } from "vitest";
import { inputOf, type LocationInput, saveLocation } from "./location.ts";

const base = { id: "loc_a", name: "Café", phone: null, address: [] } as unknown as LocationInput;

interface Asked {
  body: LocationInput;
  params: { header: Record<string, string> };
}

/** A server whose location is as somebody else has left it; what is written to it is kept. */
function server(now: Partial<LocationInput>) {
  const written: { body: LocationInput; tag: string }[] = [];
  const read = async () => ({
    data: { ...base, ...now },
    response: new Response(null, { headers: { etag: '"7"' } }),
  });
  const write = async (_: string, asked: Asked) => {
    written.push({ body: asked.body, tag: asked.params.header["If-Match"] ?? "" });
    return {};
  };
  const api = { GET: read, PUT: write } as unknown as Api;
  return { api, written };
}

test("what somebody else has changed elsewhere stays", async () => {
  const { api, written } = server({ phone: "+49 30 1" });
  await saveLocation(api, base, { ...base, name: "Café Aurora" });
  expect(written).toHaveLength(1);
  expect(written[0]?.body).toMatchObject({ name: "Café Aurora", phone: "+49 30 1" });
  expect(written[0]?.tag).toBe('"7"');
});

test("what two have changed differently is not written", async () => {
  const { api, written } = server({ name: "Café Luna" });
  const saved = saveLocation(api, base, { ...base, name: "Café Aurora" });
  await expect(saved).rejects.toMatchObject({ code: "products.changed-meanwhile" });
  expect(written).toEqual([]);
});

test("what only the server says of a location is not sent back", () => {
  const read = { ...base, open: true, version: 3, closes_at: null } as unknown as Location;
  expect(Object.keys(inputOf(read))).not.toContain("open");
  expect(Object.keys(inputOf(read))).not.toContain("version");
});
