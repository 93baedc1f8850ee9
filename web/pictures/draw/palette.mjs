// The colours of the café: what things are made of, and the rooms they stand in.

/** A light, a middle and a dark tone of each material, as the light from the upper left makes them. */
export const tones = {
  porcelain: ["#fffdf8", "#f4eadd", "#d3bfa8"],
  terracotta: ["#e89a72", "#cf7350", "#9c4c33"],
  sage: ["#b9cbb0", "#8fa98a", "#64806a"],
  ocean: ["#7fa9b8", "#4f8296", "#315c70"],
  mustard: ["#f3cf74", "#e0ad45", "#b17f2a"],
  rose: ["#f0bdb0", "#dd9488", "#b3695f"],
  charcoal: ["#6b6462", "#4a4443", "#2f2a2a"],
  linen: ["#f6ead6", "#ead7b9", "#cdb38d"],
  wood: ["#d9a672", "#bd8350", "#8d5b34"],
  dark_wood: ["#a87248", "#84542f", "#5b371e"],
  steel: ["#f4f3f1", "#c4c3c4", "#86868b"],
  crust: ["#efb766", "#cf8436", "#8f4f1d"],
  golden: ["#f9d690", "#e8a94f", "#b8702a"],
  dark_crust: ["#b9773f", "#874a22", "#552b13"],
  rye: ["#9c6a42", "#6f4325", "#452713"],
  crumb: ["#fdf0d2", "#f3dba9", "#dcb878"],
  choc: ["#8a5538", "#5d3321", "#3a1d13"],
  cream: ["#fffcf3", "#f8ecd2", "#e3cda4"],
  leaf: ["#a5c878", "#6f9c4c", "#446f34"],
};

export const coffee = {
  black: "#2d160c",
  crema: "#b9783d",
  milk: "#f7e8cf",
  latte: "#c99a68",
};

/** Wall, the disc of light on it, table, and the table's edge. */
export const rooms = {
  espresso: ["#ecd6bd", "#f6e8d5", "#c98f63", "#dcae86"],
  filter: ["#cfd8c4", "#e2e8d8", "#a98562", "#c5a582"],
  tea: ["#e6ccc0", "#f3e0d6", "#b98a72", "#d3a992"],
  cold: ["#bfd9dc", "#d9eaeb", "#86aeb5", "#a5c6cb"],
  breakfast: ["#f2dfae", "#faeed0", "#cf9d5c", "#e3bb82"],
  pastries: ["#f0cfb9", "#f9e5d6", "#c48a6c", "#dcac91"],
  breads: ["#dfd2b8", "#eee5d2", "#a87f56", "#c6a179"],
  rolls: ["#d3d6b9", "#e6e8d3", "#a58a5d", "#c2aa7e"],
  sweet: ["#e3cbd3", "#f1e1e6", "#a97f86", "#c7a2a8"],
  cakes: ["#c9d3e2", "#e0e6ef", "#8f9bb3", "#aeb8cb"],
  pies: ["#e9c3a6", "#f5dcc8", "#a9704c", "#c89270"],
  drinks: ["#c6ddcf", "#dcebe2", "#8cab98", "#aac4b4"],
};
