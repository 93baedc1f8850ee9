// Every picture there is, by its name: what the products of demo/*.toml name as /pictures/NAME.svg.

import * as breads from "./breads.mjs";
import * as breakfast from "./breakfast.mjs";
import * as cakes from "./cakes.mjs";
import * as coffee from "./coffee.mjs";
import * as cold from "./cold.mjs";
import { Drawing } from "./drawing.mjs";
import * as drinks from "./drinks.mjs";
import * as filter from "./filter.mjs";
import { hero } from "./hero.mjs";
import { marks } from "./marks.mjs";
import { moods } from "./moods.mjs";
import * as pastries from "./pastries.mjs";
import * as pies from "./pies.mjs";
import * as rolls from "./rolls.mjs";
import * as sweet from "./sweet.mjs";
import * as tea from "./tea.mjs";
import * as treats from "./treats.mjs";

/** The dishes: a function for each, called as the product is, with _ for -. */
const dishes = Object.assign(
  {},
  ...[
    coffee,
    filter,
    tea,
    cold,
    breakfast,
    pastries,
    breads,
    rolls,
    sweet,
    cakes,
    treats,
    pies,
    drinks,
  ].map(pick),
);

function pick(module) {
  return Object.fromEntries(Object.entries(module).filter(([, draw]) => draw.length === 1));
}

function* dish() {
  for (const [name, draw] of Object.entries(dishes)) {
    const drawing = new Drawing(name.replaceAll("_", "-"));
    draw(drawing);
    yield drawing;
  }
}

/** Name and text of each. */
export function* pictures() {
  for (const drawings of [dish(), marks(), moods(), [hero()]]) {
    for (const drawing of drawings) {
      yield [drawing.name, String(drawing)];
    }
  }
}
