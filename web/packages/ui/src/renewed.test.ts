import { beforeEach, expect, test, vi } from "vitest";
import { reloadWhenRenewed } from "./renewed.ts";

let miss: () => Promise<void>;
const reload = vi.fn();
const ask = vi.fn<() => Promise<{ ok: boolean }>>();

beforeEach(() => {
  vi.resetAllMocks();
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
  });
  vi.stubGlobal("location", { href: "https://cafe.example/order/", reload });
  vi.stubGlobal("fetch", ask);
  vi.stubGlobal("addEventListener", (_: string, listener: typeof miss) => {
    miss = listener;
  });
  reloadWhenRenewed();
});

test("a part that is gone from a server that answers has the page loaded anew, once", async () => {
  ask.mockResolvedValue({ ok: true });
  await miss();
  await miss();
  expect(reload).toHaveBeenCalledOnce();
});

test("where no server answers the page stays as it is", async () => {
  ask.mockRejectedValueOnce(new TypeError("no network"));
  await miss();
  ask.mockResolvedValueOnce({ ok: false });
  await miss();
  expect(reload).not.toHaveBeenCalled();
});
