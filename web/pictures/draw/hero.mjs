// The café: what stands at the head of the first page. Counter, machine, pastry case, lamps, plants.

import { Drawing } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { crescent } from "./pastries.mjs";
import { shadow, steam } from "./scene.mjs";
import { leaf } from "./tea.mjs";
import { cup } from "./vessels.mjs";

const W = 1200;
const COUNTER = 356;

function wall(d) {
  d.rect(0, 0, W, 500, d.linear(["#f3e2cb", "#e6c8a6"], [0, 0, 1, 0.6]));
  // Tiles behind the machine, and the light of the window across them.
  let joints = "";
  for (let y = 0; y < 5; y += 1) {
    joints += `M470 ${196 + y * 32}H860`;
    for (let x = 0; x < 7; x += 1) {
      joints += `M${494 + x * 56 + (y % 2) * 28} ${196 + y * 32}v32`;
    }
  }
  d.rect(470, 196, 390, 160, "#cfe0d6");
  d.within("M470 196H860V356H470Z", () => d.line(joints, "#fff", 2, { opacity: ".7" }));
  d.path("M330 0H520L300 356H120ZM600 0H680L480 356H400Z", "#fff", { opacity: ".16" });
}

function window_(d) {
  d.rect(48, 62, 268, 256, tones.dark_wood[1], { rx: 10 });
  d.rect(60, 74, 244, 232, d.linear(["#cfe9f0", "#f7e3bd"], [0, 0, 0, 1]));
  d.within("M60 74H304V306H60Z", () => {
    d.circle(246, 126, 30, "#fff6d8", { opacity: ".9" });
    d.path(
      "M40 306V196L74 170L108 196V182H160V150L186 128L212 150V190H260V168H320V306Z",
      "#b9c6bf",
      { opacity: ".8" },
    );
    d.path(
      "M128 306Q118 250 150 232Q140 196 176 190Q206 172 226 200Q262 206 252 244Q276 270 250 306Z",
      "#8fae76",
    );
    d.path("M190 306V232M190 262L214 240M190 276L168 250", "none", {
      stroke: "#6d4a2c",
      "stroke-width": 7,
      "stroke-linecap": "round",
    });
    d.path("M60 74H140L60 230ZM170 74H220L120 306H60V290Z", "#fff", { opacity: ".25" });
  });
  d.line("M182 74V306M60 176H304", tones.dark_wood[1], 9, { "stroke-linecap": "butt" });
  d.rect(36, 312, 292, 16, d.linear(tones.wood, [0, 0, 0, 1]), { rx: 5 });
  plant(d, 96, 312, 1);
  plant(d, 262, 312, 0.8);
}

function plant(d, x, y, scale) {
  d.at(
    x,
    y,
    () => {
      for (const [turn, length] of [
        [-160, 46],
        [-130, 58],
        [-104, 62],
        [-76, 62],
        [-48, 56],
        [-20, 46],
      ]) {
        leaf(d, 0, -40, length, turn);
      }
      d.path("M-24-44H24L18 0H-18Z", d.round(...tones.terracotta));
      d.rect(-28, -48, 56, 12, tones.terracotta[1], { rx: 4 });
    },
    { scale },
  );
}

function shelves(d) {
  for (const y of [112, 176]) {
    d.rect(476, y, 380, 10, d.linear(tones.wood, [0, 0, 0, 1]), { rx: 3 });
    d.rect(476, y + 10, 380, 8, "#3a1c10", { opacity: ".12" });
  }
  const ware = [tones.sage, tones.porcelain, tones.terracotta, tones.ocean, tones.mustard];
  for (const [i, tone] of ware.entries()) {
    cup(d, 506 + i * 42, 112, 15, 22, { shape: "mug", tone, inner: tone[2] });
  }
  for (const [i, colour] of ["#8a5234", "#cf7350", "#64806a", "#e0ad45"].entries()) {
    const x = 716 + i * 34;
    d.rect(x, 66, 26, 46, d.round("#fffdf8", "#e4d3bb"), { rx: 4 });
    d.rect(x, 80, 26, 22, colour);
    d.rect(x + 3, 58, 20, 10, "#4a4443", { rx: 3 });
  }
  for (let i = 0; i < 6; i += 1) {
    const x = 500 + i * 34;
    d.path(`M${x - 12} 144H${x + 12}L${x + 9} 176H${x - 9}Z`, "#fff", { opacity: ".65" });
    d.path(`M${x - 9} 148h4l2 24h-4Z`, "#fff", { opacity: ".8" });
  }
  plant(d, 742, 176, 0.62);
  for (let i = 0; i < 3; i += 1) {
    d.ellipse(812, 172 - i * 7, 30, 5, i % 2 ? "#f4eadd" : "#e0ad45");
  }
  // A plant whose tendrils hang down.
  d.line("M836 112q18 20 10 44M842 112q24 12 30 40", "#446f34", 3);
  for (const [x, y, turn] of [
    [848, 130, 60],
    [846, 152, 110],
    [862, 124, 20],
    [872, 150, 80],
    [850, 116, 0],
  ]) {
    leaf(d, x, y, 20, turn);
  }
}

function lamps(d) {
  for (const [x, y] of [
    [404, 92],
    [664, 44],
    [930, 92],
  ]) {
    d.circle(
      x,
      y + 26,
      92,
      d.radial(
        [
          ["#fff2c4", 0.75],
          ["#fff2c4", 0],
        ],
        [0.5, 0.5, 0.5],
      ),
    );
    d.line(`M${x} 0V${y - 24}`, "#3d3331", 4);
    d.path(
      `M${x - 12} ${y - 28}H${x + 12}Q${x + 42} ${y - 8} ${x + 46} ${y + 18}H${x - 46}Q${x - 42} ${y - 8} ${x - 12} ${y - 28}Z`,
      d.round(...tones.terracotta),
    );
    d.ellipse(x, y + 18, 46, 9, "#fff0bd");
    d.circle(x, y + 22, 11, "#fffdf0");
  }
}

function machine(d) {
  const [light, middle, dark] = tones.steel;
  shadow(d, 640, COUNTER + 4, 150, 16, 0.5);
  d.rect(500, 206, 280, 36, d.linear([light, middle, dark], [0, 0, 0, 1]), { rx: 10 });
  d.line("M512 206V192H768V206M560 192V206M640 192V206M720 192V206", "#b98a3c", 5);
  for (const [i, tone] of [tones.porcelain, tones.ocean, tones.porcelain, tones.rose].entries()) {
    cup(d, 544 + i * 62, 206, 18, 20, { shape: "demitasse", tone, inner: tone[2], handle: false });
  }
  d.path("M510 242H770V340H510Z", d.round("#d97f56", ["#b9542f", 1, 0.6], "#8c3c20"));
  d.rect(510, 242, 260, 9, "#3a1c10", { opacity: ".25" });
  d.rect(526, 284, 228, 50, "#2f2522", { rx: 8 });
  for (const x of [580, 700]) {
    d.path(`M${x - 32} 262H${x + 32}L${x + 26} 288H${x - 26}Z`, d.round(light, middle, dark));
    d.line(`M${x} 294L${x - 36} 302`, "#3d3331", 11);
    d.rect(x - 22, 286, 44, 11, d.round(light, dark), { rx: 4 });
    d.line(`M${x - 7} 297V316M${x + 7} 297V316`, "#8a4f22", 3);
    cup(d, x, 334, 20, 18, { shape: "demitasse", liquid: "#b9783d", handle: false });
  }
  d.circle(640, 266, 15, "#fffaf0");
  d.line("M640 266L647 258", "#b9542f", 3);
  d.circle(640, 266, 15, "none", { stroke: dark, "stroke-width": 3 });
  d.line("M530 262q-22 6-20 44", middle, 6);
  d.line("M750 262q24 6 20 46", middle, 6);
  d.path(
    "M496 336H784V348Q784 356 776 356H504Q496 356 496 348Z",
    d.linear([light, middle, dark], [0, 0, 0, 1]),
  );
  steam(d, 640, 190, { many: 3, apart: 60, high: 44 });
  // The grinder.
  d.path("M806 232H858L848 274H816Z", "#d9c3a0", { opacity: ".75" });
  d.path("M808 246H856L848 274H816Z", "#5a2d14");
  d.rect(802, 222, 60, 12, "#3d3331", { rx: 5 });
  d.path("M812 274H852V330H862V356H802V330H812Z", d.round(...tones.charcoal));
  d.rect(818, 300, 28, 8, middle, { rx: 3 });
}

function pastries(d) {
  // A case of glass with two shelves.
  shadow(d, 1012, COUNTER + 4, 150, 14, 0.5);
  d.path("M884 214Q884 196 902 196H1128Q1146 196 1146 214V356H884Z", "#fff", { opacity: ".45" });
  d.rect(892, 226, 246, 130, "#fff3d4", { opacity: ".8" });
  for (const y of [284, 346]) {
    d.rect(888, y, 254, 8, d.linear(tones.wood, [0, 0, 0, 1]));
  }
  for (let i = 0; i < 3; i += 1) {
    crescent(d, 924 + i * 50, 270, { scale: 0.22 });
  }
  d.path("M1068 284V258L1126 248Q1132 266 1126 284Z", "#fff4dc");
  d.path("M1068 266L1128 260V268L1068 274Z", "#c8283f");
  d.path("M1068 258L1126 248Q1134 252 1128 258Z", "#f6e6c9");
  d.circle(1112, 244, 6, "#c41f38");
  d.path("M900 346V322Q932 306 964 322V346Z", "#5d3321");
  d.path(
    "M896 324Q932 300 968 324Q962 332 956 326Q950 338 942 328Q932 340 924 328Q914 336 908 328Z",
    "#fff6ea",
  );
  for (const [x, y] of [
    [996, 338],
    [1030, 338],
    [1013, 322],
  ]) {
    d.ellipse(x, y, 19, 9, d.radial(["#f0c582", "#c98a3c"]));
    d.line(`M${x - 8} ${y - 2}h.1M${x + 2} ${y - 4}h.1M${x + 8} ${y + 1}h.1`, "#4a2616", 4);
  }
  d.path("M1062 346L1070 320H1126L1134 346Z", tones.crust[1]);
  d.path("M1068 320Q1098 300 1128 320Q1098 330 1068 320Z", "#d8432f");
  d.line("M1072 320L1124 316M1084 312L1112 326M1112 311L1084 327", "#f6cf8a", 3);
  d.path("M900 208H936L908 346H894V300Z", "#fff", { opacity: ".35" });
  d.line("M884 356V214Q884 196 902 196H1128Q1146 196 1146 214V356", "#b98a3c", 5);
  plant(d, 1104, 196, 0.56);
  // Loaves on top of the case.
  d.path("M914 196Q914 164 960 162Q1006 164 1006 196Z", d.radial(tones.crust));
  d.line("M932 178q14-8 24-6M950 184q16-10 30-8", "#f6d9a2", 5);
  d.path("M1000 196Q1002 172 1032 170Q1062 172 1064 196Z", d.radial(tones.dark_crust));
}

function counter(d) {
  d.rect(0, COUNTER, W, 26, d.linear(["#d9a672", "#bd8350", "#8d5b34"], [0, 0, 0, 1]));
  d.rect(0, COUNTER, W, 4, "#fff", { opacity: ".35" });
  d.rect(0, 382, W, 118, d.linear(["#64806a", "#40594a"], [0, 0, 0.4, 1]));
  let boards = "";
  for (let x = 30; x < W; x += 60) {
    boards += `M${x} 384V500`;
  }
  d.line(boards, "#2b4033", 3, { opacity: ".45" });
  d.rect(0, 382, W, 12, "#1c2a20", { opacity: ".35" });
  // What was just made, at the end of the counter.
  shadow(d, 410, 352, 62, 13);
  d.ellipse(406, 348, 58, 14, tones.porcelain[2]);
  d.ellipse(406, 345, 58, 14, tones.porcelain[0]);
  cup(d, 404, 344, 38, 42, {
    tone: tones.terracotta,
    inner: "#f4eadd",
    liquid: "#a9683a",
    art: () =>
      d.path("M0 62C-70 20-60-48-30-50Q-6-50 0-30Q6-50 30-50C60-48 70 20 0 62Z", "#f7e8cf"),
  });
  steam(d, 404, 292, { many: 3, apart: 16, high: 36 });
  // The bell, and the slips of the orders that wait.
  d.path("M236 350Q238 324 264 322Q290 324 292 350Z", d.radial(tones.mustard));
  d.circle(264, 320, 5, "#b17f2a");
  d.rect(230, 349, 68, 9, "#8d5b34", { rx: 4 });
  d.rect(64, 388, 132, 9, d.linear(tones.steel, [0, 0, 0, 1]), { rx: 4 });
  for (const [i, x] of [76, 116, 156].entries()) {
    d.at(
      x,
      394,
      () => {
        d.path(
          "M0 0H28V62L23 67L18.700 62L14 67L9.300 62L4.700 67L0 62Z",
          i === 1 ? "#fffaf0" : "#f8ecd8",
        );
        d.line("M6 14H22M6 24H18M6 34H20", "#b9a58c", 3);
      },
      { turn: (i - 1) * 3 },
    );
  }
}

/** Twelve hundred by five hundred: cut from the sides on a phone, the machine stays in the middle. */
export function hero() {
  const d = new Drawing("hero", W, 500);
  for (const paint of [wall, window_, shelves, lamps, machine, pastries, counter]) {
    paint(d);
  }
  return d;
}
