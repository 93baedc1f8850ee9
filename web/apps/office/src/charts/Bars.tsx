// Bars side by side, with what they are compared with as a line behind each. The pointer or the
// arrow keys walk along them; what stands there is written above, and said.

import { useState } from "react";
import { useWords } from "../words/index.ts";
import style from "./charts.module.css";
import { Numbers } from "./Numbers.tsx";
import { along, bands } from "./scale.ts";
import { useWidth } from "./useWidth.ts";

export interface Bar {
  /** Below it, where there is room. */
  short: string;
  /** Of what it is, in full. */
  name: string;
  value: number;
  compared?: number;
  /** What is still to come, or not counted to its end. */
  open?: boolean;
}

interface Props {
  title: string;
  bars: Bar[];
  ticks: number[];
  format: (value: number) => string;
  /** The same for ticks, which are round. */
  mark: (value: number) => string;
  /** What the bars are, and what they are compared with. */
  names: string[];
  /** The bar that is told about when nobody points at any. */
  usual?: number;
}

const HEIGHT = 208;
const BELOW = 26;
const BESIDE = 52;
/** How wide a character below is, and the air between two labels. */
const CHARACTER = 7;
const BETWEEN = 12;

export function Bars({ title, bars, ticks, format, mark, names, usual }: Props) {
  const [own = title, others] = names;
  const { t, direction } = useWords();
  const [measured, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const rtl = direction === "rtl";
  const most = ticks.at(-1) ?? 1;
  const inner = Math.max(width - BESIDE, 0);
  const origin = rtl ? 0 : BESIDE;
  const places = bands(bars.length, inner, 0.3, rtl);
  const longest = Math.max(...bars.map((bar) => bar.short.length)) * CHARACTER + BETWEEN;
  const every = Math.ceil((bars.length * longest) / Math.max(inner, 1));
  const at = pointed ?? usual;
  const told = at === undefined ? undefined : bars[at];
  const move = (key: string) => {
    const steps: Record<string, number> = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 };
    if (key === "Home") return setPointed(0);
    if (key === "End") return setPointed(bars.length - 1);
    if (key === "Escape") return setPointed(undefined);
    const step = steps[key];
    if (step === undefined) return undefined;
    return setPointed(Math.min(Math.max((at ?? -step) + step, 0), bars.length - 1));
  };
  return (
    <figure className={style.figure}>
      <p className={style.told} aria-live={pointed === undefined ? "off" : "polite"}>
        {told && (
          <>
            <span>{told.name}</span>
            <strong>{format(told.value)}</strong>
            {told.compared !== undefined && others && (
              <span className={style.compared}>
                {others} {format(told.compared)}
              </span>
            )}
          </>
        )}
      </p>
      <div
        ref={measured}
        role="img"
        aria-label={`${title}. ${t("chart_keys")}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is said by pointing is said by keys.
        tabIndex={0}
        className={style.plot}
        style={{ blockSize: HEIGHT + BELOW }}
        onKeyDown={(event) => {
          if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
            event.preventDefault();
          }
          move(event.key);
        }}
        onBlur={() => setPointed(undefined)}
        onPointerLeave={() => setPointed(undefined)}
      >
        {width > 0 && (
          <svg width={width} height={HEIGHT + BELOW} aria-hidden="true">
            {ticks.map((tick) => {
              const y = HEIGHT - along(tick, most, HEIGHT - 12);
              return (
                <g key={tick}>
                  <line x1={origin} x2={origin + inner} y1={y} y2={y} className={style.rule} />
                  <text
                    x={rtl ? width - 4 : BESIDE - 8}
                    y={y + 4}
                    textAnchor="end"
                    className={style.tick}
                    direction="ltr"
                  >
                    {mark(tick)}
                  </text>
                </g>
              );
            })}
            {bars.map((bar, index) => {
              const place = places[index] ?? { from: 0, width: 0 };
              const x = origin + place.from;
              const height = along(bar.value, most, HEIGHT - 12);
              const was = along(bar.compared ?? 0, most, HEIGHT - 12);
              return (
                <g key={bar.name}>
                  <rect
                    x={x - place.width * 0.2}
                    y={0}
                    width={place.width * 1.4}
                    height={HEIGHT}
                    className={style.hit}
                    data-on={at === index || undefined}
                    onPointerEnter={() => setPointed(index)}
                  />
                  {bar.value > 0 && (
                    <rect
                      x={x}
                      y={HEIGHT - height}
                      width={place.width}
                      height={height}
                      rx={Math.min(4, place.width / 3, height)}
                      className={style.bar}
                      data-on={at === index || undefined}
                      data-open={bar.open || undefined}
                    />
                  )}
                  {was > 0 && (
                    <line
                      x1={x - 2}
                      x2={x + place.width + 2}
                      y1={HEIGHT - was}
                      y2={HEIGHT - was}
                      className={style.was}
                    />
                  )}
                  {index % every === 0 && (
                    <text
                      x={x + place.width / 2}
                      y={HEIGHT + 18}
                      textAnchor="middle"
                      className={style.tick}
                    >
                      {bar.short}
                    </text>
                  )}
                </g>
              );
            })}
          </svg>
        )}
      </div>
      <Numbers
        caption={title}
        heads={[title, own, ...(others ? [others] : [])]}
        rows={bars.map((bar) => [
          bar.name,
          format(bar.value),
          ...(others ? [format(bar.compared ?? 0)] : []),
        ])}
      />
    </figure>
  );
}
