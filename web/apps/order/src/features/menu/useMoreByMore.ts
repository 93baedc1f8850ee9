// Draws a long page in steps, each short enough that the page answers in between.

import { startTransition, useEffect, useState } from "react";

/** Whether a long page was drawn before: going back to one, everything is there to scroll to. */
let drawnBefore = false;

/** How many of `all` parts to draw: at first `first`, then one more with each step. */
export function useMoreByMore(first: number, all: number): number {
  const [atOnce] = useState(drawnBefore);
  const [steps, setSteps] = useState(0);
  const drawn = atOnce ? all : Math.min(first + steps, all);
  useEffect(() => {
    drawnBefore = true;
    if (drawn < all) startTransition(() => setSteps((done) => done + 1));
  }, [drawn, all]);
  return drawn;
}
