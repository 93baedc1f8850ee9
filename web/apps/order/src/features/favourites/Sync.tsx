// With an account, favourites are the server's: what this browser has is added to them once, and
// every change goes there.

import { useApi } from "@comanda/session";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Kept, useKept } from "../../lib/kept.ts";
import { useProfile } from "../me/profile.ts";
import { type Favourite, favouritesKept, united } from "./store.ts";

/** Whose favourites this browser has. */
const accountKept = new Kept<string>("favourites-of", "");

export default function Sync() {
  const api = useApi();
  const queries = useQueryClient();
  const kept = useKept(favouritesKept);
  const profile = useProfile().data;
  /** What the server has, as far as we know; nothing until its list has come. */
  const sent = useRef<string>(undefined);

  useEffect(() => {
    if (!profile || sent.current !== undefined) return;
    const theirs = profile.favourites.map(plain);
    sent.current = JSON.stringify(theirs);
    // Another device may have taken some away; only what no account has seen is added.
    const known = accountKept.get() === profile.id;
    favouritesKept.set(known ? theirs : united(favouritesKept.get(), theirs));
    accountKept.set(profile.id);
  }, [profile]);

  useEffect(() => {
    const items = kept.map(plain);
    const text = JSON.stringify(items);
    if (!profile || sent.current === undefined || sent.current === text) return;
    const before = sent.current;
    sent.current = text;
    api
      .PUT("/v1/me/favourites", { body: { items } })
      .then(() => queries.invalidateQueries({ queryKey: ["profile"] }))
      .catch(() => {
        // It goes with the next change, or the next visit.
        sent.current = before;
      });
  }, [kept, profile, api, queries]);

  return null;
}

function plain(one: {
  location: string;
  product: string;
  options?: string[];
  note?: string | null;
}): Favourite {
  const { location, product, options = [], note } = one;
  return { location, product, options, ...(note ? { note } : {}) };
}
