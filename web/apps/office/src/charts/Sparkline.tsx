import { useWords } from "../words/index.ts";
import style from "./charts.module.css";
import { line } from "./scale.ts";

const WIDTH = 120;
const HEIGHT = 34;

/** How something went lately, without numbers; those are elsewhere on the page. */
export function Sparkline({ values }: { values: number[] }) {
  const { direction } = useWords();
  if (values.length < 2 || values.every((value) => value === 0)) return null;
  const path = line(values, WIDTH, HEIGHT - 4, direction === "rtl");
  const end = direction === "rtl" ? 0 : WIDTH;
  return (
    <svg
      className={style.spark}
      viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 4}`}
      width={WIDTH + 8}
      height={HEIGHT + 4}
      aria-hidden="true"
    >
      <path d={`${path}L${end} ${HEIGHT}L${WIDTH - end} ${HEIGHT}Z`} className={style.sparkArea} />
      <path d={path} className={style.sparkLine} />
    </svg>
  );
}
