import { digitsOf } from "../../parts/amount.ts";
import { useWords } from "../../words/index.ts";

/** How a chart writes amounts: to the cent where somebody looks, round beside its lines. */
export function useMoney(currency: string) {
  const { f } = useWords();
  return {
    format: (value: number) => f.money(value, currency),
    mark: (value: number) =>
      f.number(value / 10 ** digitsOf(currency), {
        style: "currency",
        currency,
        maximumFractionDigits: 0,
      }),
  };
}
