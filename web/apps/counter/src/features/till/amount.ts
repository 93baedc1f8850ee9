// Amounts as people type them.

/** How many digits a currency has behind the point. */
export function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** `4.5`, `4,50` and `٤٫٥٠` in minor units; nothing for what is no amount. */
export function amountOf(text: string, decimals: number): number | undefined {
  const plain = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[,٫]/, ".");
  if (!/^\d{1,7}(\.\d*)?$/.test(plain)) return undefined;
  const [whole = "", part = ""] = plain.split(".");
  if (part.length > decimals) return undefined;
  return Number(whole + part.padEnd(decimals, "0"));
}
