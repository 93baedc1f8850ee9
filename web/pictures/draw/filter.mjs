// Filter coffee, by what it is brewed with.

import { bean } from "./coffee.mjs";
import { tones } from "./palette.mjs";
import { room, shadow, steam } from "./scene.mjs";
import { belly, black, cup } from "./vessels.mjs";

export function filter_coffee(d) {
  room(d, "filter");
  // The jug of the day, and a mug beside it.
  shadow(d, 134, 254, 74, 20);
  d.line("M180 128c46-8 48 82 2 88", "#4a4443", 12);
  d.line("M180 128c46-8 48 82 2 88", "#7d7573", 3, {
    transform: "translate(-2 -2)",
  });
  belly(d, 130, 252, 62, 148, ["#fff", "#e7f0ec", "#b4c4bd"], ".75");
  d.within("M70 190H190V224Q186 250 166 252Q130 262 94 252Q72 246 70 190Z", () => {
    d.rect(66, 186, 130, 80, d.round("#5a2d14", "#3a1c0e", "#24110a"));
    d.ellipse(130, 188, 66, 12, "#7a431c");
  });
  d.path("M92 96H168L164 118H96Z", d.round(...tones.charcoal));
  d.path("M96 86H164Q170 86 169 92L168 98H92L91 92Q90 86 96 86Z", d.round(...tones.charcoal));
  d.path("M84 150Q78 190 92 226q8-2 12-4Q94 184 98 144Z", "#fff", {
    opacity: ".55",
  });
  steam(d, 282, 148);
  shadow(d, 282, 262, 60);
  cup(d, 278, 258, 58, 92, {
    shape: "mug",
    tone: tones.mustard,
    inner: "#f6ead6",
    liquid: "#2d160c",
    art: black,
  });
}

export function pour_over(d) {
  room(d, "filter");
  steam(d, 126, 100, { many: 2, high: 44 });
  // A gooseneck kettle pours from the right.
  d.at(
    330,
    60,
    () => {
      d.line("M-22 30Q-60 30-64 2Q-68-28-100-24", tones.steel[2], 11);
      d.line("M-22 28Q-58 28-62 1Q-66-29-99-26", tones.steel[0], 5);
      d.path(
        "M-26-46H58Q70-46 70-32L78 50Q78 60 66 60H-30Q-44 60-42 46L-34-34Q-34-46-26-46Z",
        d.round(...tones.steel),
      );
      d.path("M-30-50H60V-42H-32Z", tones.charcoal[1]);
    },
    { turn: -14 },
  );
  d.line("M226 62Q206 68 203 98", "#e9f6f8", 5);
  shadow(d, 200, 262, 78, 22);
  belly(d, 200, 260, 60, 96, ["#fff", "#e9f1ed", "#b9c8c1"], ".75");
  d.path(
    "M142 216H258C264 236 258 252 236 258Q200 268 164 258C142 252 136 236 142 216Z",
    d.round("#6b3618", "#4a2412", "#2d160c"),
  );
  d.ellipse(200, 216, 58, 10, "#8a4f22");
  d.line("M200 166V210", "#5a2d14", 4);
  d.path("M146 232q4 14 14 20l6-4q-10-8-12-22Z", "#fff", { opacity: ".6" });
  d.ellipse(200, 164, 62, 13, "#d3bfa8");
  d.ellipse(200, 161, 62, 12, d.linear(["#fffdf8", "#e9dac6"]));
  d.path("M126 96L176 158Q200 166 224 158L274 96Z", d.round("#fffdf8", "#f4eadd", "#cbb499"));
  d.line("M152 112L184 154M180 118L194 157M222 118L208 157M250 112L217 154", "#d3bfa8", 2, {
    opacity: ".7",
  });
  d.ellipse(200, 96, 76, 24, d.linear(["#fffdf8", "#e4d5bf"]));
  d.ellipse(200, 97, 70, 21, "#f7efe2");
  d.path(
    "M134 100Q200 78 266 100Q240 120 200 120Q160 120 134 100Z",
    d.radial(["#7a431c", "#4a2412", "#2d160c"], [0.5, 0.3, 0.6]),
  );
  d.ellipse(204, 101, 15, 5, "#b98a5c", { opacity: ".8" });
  bean(d, 320, 262, 20);
  bean(d, 344, 250, -40);
}

export function aeropress(d) {
  room(d, "filter");
  shadow(d, 196, 264, 70);
  cup(d, 192, 260, 64, 82, {
    shape: "mug",
    tone: tones.sage,
    inner: "#eef0e4",
  });
  d.ellipse(192, 176, 70, 25, "#2f2a2a");
  d.ellipse(192, 172, 70, 24, d.linear(tones.charcoal));
  d.path("M154 78H230V160Q230 172 192 174Q154 172 154 160Z", "#c9cfd1", {
    opacity: ".55",
  });
  d.path(
    "M158 116H226V160Q224 168 192 170Q160 168 158 160Z",
    d.round("#6b3618", "#4a2412", "#2d160c"),
  );
  d.ellipse(192, 116, 34, 9, "#a9683a");
  d.line("M160 92h14M160 106h10M160 134h14M160 148h10", "#fff", 3, {
    opacity: ".75",
  });
  d.path("M148 74H236q4 0 4 5t-4 6H148q-4 0-4-6t4-5Z", d.round(...tones.charcoal));
  d.path(
    "M166 38H218V110Q218 118 192 119Q166 118 166 110Z",
    d.round("#a9afb2", "#dfe3e4", "#8d9497"),
    { opacity: ".85" },
  );
  d.ellipse(192, 110, 27, 8, "#2f2a2a");
  d.ellipse(192, 36, 44, 12, "#2f2a2a");
  d.ellipse(192, 32, 44, 12, d.linear(tones.charcoal));
  d.path("M162 88v70l7 4V88Z", "#fff", { opacity: ".4" });
  // The filters it takes, and what is ground for them.
  d.ellipse(318, 262, 40, 13, "#3a1c10", { opacity: ".25" });
  for (let i = 0; i < 4; i += 1) {
    d.ellipse(314, 258 - i * 3, 38, 13, i % 2 ? "#fffaf0" : "#e4d5bf");
  }
  bean(d, 82, 262, 30);
  bean(d, 102, 250, -40);
  bean(d, 66, 246, 80);
}
