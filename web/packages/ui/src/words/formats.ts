// Money, times and distances in time, as a locale writes them.

/** Formats of one locale. Each is made once, because making one is slow. */
export class Formats {
  readonly locale: string;
  readonly #kept = new Map<string, unknown>();

  constructor(locale: string) {
    this.locale = locale;
  }

  #keep<T>(key: string, make: () => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, make());
    return this.#kept.get(key) as T;
  }

  /** An amount in minor units: 420 EUR is €4.20, 420 JPY is ¥420. */
  money(minor: number, currency: string): string {
    const format = this.#keep(
      `money ${currency}`,
      () => new Intl.NumberFormat(this.locale, { style: "currency", currency }),
    );
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(minor / 10 ** digits);
  }

  /** An amount with its sign, for what an option adds: "+€0.50". */
  difference(minor: number, currency: string): string {
    const format = this.#keep(
      `difference ${currency}`,
      () =>
        new Intl.NumberFormat(this.locale, {
          style: "currency",
          currency,
          signDisplay: "exceptZero",
        }),
    );
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(minor / 10 ** digits);
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    const key = `number ${JSON.stringify(options)}`;
    return this.#keep(key, () => new Intl.NumberFormat(this.locale, options)).format(value);
  }

  percent(share: number): string {
    return this.number(share, { style: "percent", maximumFractionDigits: 0 });
  }

  /** A time of day, in the shop's zone. */
  time(at: string | Date, timeZone?: string): string {
    return this.date(at, { hour: "numeric", minute: "2-digit" }, timeZone);
  }

  /** A day and its time. */
  dayTime(at: string | Date, timeZone?: string): string {
    return this.date(at, { dateStyle: "medium", timeStyle: "short" }, timeZone);
  }

  date(at: string | Date, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
    const whole = timeZone ? { ...options, timeZone } : options;
    const key = `date ${JSON.stringify(whole)}`;
    const format = this.#keep(key, () => new Intl.DateTimeFormat(this.locale, whole));
    return format.format(typeof at === "string" ? new Date(at) : at);
  }

  /** "in 5 minutes", "2 hours ago": seconds from now, in the largest unit that fits. */
  ago(seconds: number): string {
    const format = this.#keep(
      "ago",
      () =>
        new Intl.RelativeTimeFormat(this.locale, {
          numeric: "auto",
          style: "short",
        }),
    );
    const size = Math.abs(seconds);
    if (size < 60) return format.format(Math.round(seconds), "second");
    if (size < 3600) return format.format(Math.round(seconds / 60), "minute");
    if (size < 86_400) return format.format(Math.round(seconds / 3600), "hour");
    return format.format(Math.round(seconds / 86_400), "day");
  }

  list(words: string[]): string {
    return this.#keep("list", () => new Intl.ListFormat(this.locale)).format(words);
  }
}
