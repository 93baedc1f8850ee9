// Amounts as people type them, in minor units as the API counts.

/** How many digits a currency has after the point. */
export function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * What was typed, in minor units; nothing for what is no amount, or one with more digits than the
 * currency has. Point and comma both divide: nobody types thousands of euros with separators here.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const found = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(western(text).trim());
  if (!found) return undefined;
  const digits = digitsOf(currency);
  const [, sign, whole = "", part = ""] = found;
  if (part.length > digits) return undefined;
  const minor = Number(whole + part.padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? (sign === "-" && minor > 0 ? -minor : minor) : undefined;
}

/** An amount to stand in a field: `4.20`. */
export function typedAmount(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Arabic digits and the Arabic decimal separator, as a keyboard may type them. */
function western(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace("٫", ".")
    .replace("−", "-");
}
