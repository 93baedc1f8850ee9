// An order may have come to its end while nobody looked at it: the way back to it goes then.

import { useNow } from "@comanda/ui";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { useKept } from "../../lib/kept.ts";
import { goingAfter, goingKept, goingNow } from "./going.ts";
import { useOrderRead } from "./live.ts";

export default function GoingWatch() {
  const [at] = useLocation();
  const going = goingNow(useKept(goingKept), at, useNow(60_000));
  return going && <Watch key={going.order} id={going.order} />;
}

function Watch({ id }: { id: string }) {
  const order = useOrderRead(id).data;
  useEffect(() => {
    if (order) goingKept.set(goingAfter(goingKept.get(), order, new Date()));
  }, [order]);
  return null;
}
