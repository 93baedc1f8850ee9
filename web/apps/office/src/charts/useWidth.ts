import { type RefObject, useEffect, useRef, useState } from "react";

/** How wide something is, in pixels, so that text in a drawing keeps its size. */
export function useWidth<T extends Element>(): [RefObject<T | null>, number] {
  const measured = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = measured.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [measured, width];
}
