// Light, dark, or as the device has it.

export type Theme = "auto" | "light" | "dark";

const KEPT = "comanda.theme";

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** Shows the theme, and remembers it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  applyTheme(theme);
}

/** Shows what was chosen before; to be called before the first render. */
export function applyTheme(theme: Theme = chosenTheme()): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Takes on the café's colour, in the lightness that text on it can be read with. */
export function applyBrand(accent: string | null | undefined): void {
  if (accent) document.documentElement.style.setProperty("--brand", accent);
}
