// What makes a change of pages heard and felt: the title, and where the focus goes.

import { useServices } from "@comanda/session";
import { type ReactNode, useEffect, useRef } from "react";

let moved = false;
let backwards = false;
addEventListener("popstate", () => {
  moved = true;
  backwards = true;
});

/** To be called when the app itself goes to another page. */
export function goingForwards(): void {
  moved = true;
  backwards = false;
}

/** Names the address of the page to search engines, without what is of one visit only. */
function canonical(): void {
  const link =
    document.querySelector<HTMLLinkElement>('link[rel="canonical"]') ??
    document.head.appendChild(Object.assign(document.createElement("link"), { rel: "canonical" }));
  link.href = location.origin + location.pathname;
}

export function useTitle(title: string): void {
  const { brand } = useServices().config;
  useEffect(() => {
    canonical();
    document.title = title === brand.name ? title : `${title} · ${brand.name}`;
  }, [title, brand.name]);
}

/** The one first heading of a page. It takes the focus when somebody has come here from elsewhere. */
export function Heading(props: {
  title?: string;
  className?: string | undefined;
  children: string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(props.title ?? props.children);
  useEffect(() => {
    if (!moved) return;
    // Going back, the browser knows where the page was scrolled to.
    heading.current?.focus({ preventScroll: true });
    if (!backwards) scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={props.className}>
      {props.children}
    </h1>
  );
}

/** Says to those who do not see it what has changed by itself. */
export function Said({ children }: { children: ReactNode }) {
  return (
    <div className="quiet-hidden" role="status">
      {children}
    </div>
  );
}
