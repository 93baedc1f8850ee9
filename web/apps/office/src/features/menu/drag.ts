// Dragging products and categories with the pointer. What it comes to is an edit, as with the keys.

import { type DragEvent, useRef } from "react";
import { dropCategory, type Edit, placeProduct, productsOf } from "./edits.ts";

type Thing = { product: string } | { category: string };

export interface Drag {
  /** For the handle by which something is dragged. */
  source: (thing: Thing) => object;
  /** For what something may be dropped on. */
  target: (thing: Thing) => object;
}

/** What dropping one thing on another does. */
function dropped(what: Thing, onto: Thing): Edit | undefined {
  if ("category" in what)
    return "category" in onto ? dropCategory(what.category, onto.category) : undefined;
  const { product } = what;
  if ("category" in onto) return placeProduct(product, onto.category, Number.MAX_SAFE_INTEGER);
  if (product === onto.product) return undefined;
  return (menu) => {
    const there = menu.products.find((one) => one.id === onto.product);
    if (!there) return menu;
    const place = productsOf(menu, there.category).findIndex((one) => one.id === onto.product);
    return placeProduct(product, there.category, place)(menu);
  };
}

export function useDrag(quick: (edit: Edit) => void): Drag {
  const held = useRef<Thing>(undefined);
  const over = (event: DragEvent<HTMLElement>, on: boolean) => {
    if (on) event.currentTarget.dataset.over = "";
    else delete event.currentTarget.dataset.over;
  };
  return {
    source: (thing) => ({
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        held.current = thing;
        event.dataTransfer.effectAllowed = "move";
        // Firefox drags nothing that carries nothing.
        event.dataTransfer.setData(
          "text/plain",
          "product" in thing ? thing.product : thing.category,
        );
        const row = event.currentTarget.parentElement;
        if (row) event.dataTransfer.setDragImage(row, 12, 12);
      },
      onDragEnd: () => {
        held.current = undefined;
      },
    }),
    target: (thing) => ({
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!held.current || !dropped(held.current, thing)) return;
        event.preventDefault();
        event.stopPropagation();
        over(event, true);
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => over(event, false),
      onDrop: (event: DragEvent<HTMLElement>) => {
        over(event, false);
        const edit = held.current && dropped(held.current, thing);
        if (!edit) return;
        event.preventDefault();
        event.stopPropagation();
        held.current = undefined;
        quick(edit);
      },
    }),
  };
}
