import { useWords } from "../../words/index.ts";
import style from "./Hours.module.css";
import type { Segment } from "./ranges.ts";

const DAY = 1440;

/** A day from midnight to midnight with what is open of it; the fields beside it say the same. */
export function DayBar({ segments }: { segments: Segment[] }) {
  return (
    <div className={style.track} aria-hidden="true">
      {segments.map((one) => (
        <span
          key={`${one.from} ${one.over}`}
          data-over={one.over || undefined}
          style={{
            insetInlineStart: `${(one.from / DAY) * 100}%`,
            inlineSize: `${((one.until - one.from) / DAY) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}

/** The hours above the bars. */
export function HourMarks() {
  const { f } = useWords();
  return (
    <div className={style.marks} aria-hidden="true">
      <span />
      <div>
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour}>{f.date(new Date(2024, 0, 1, hour), { hour: "numeric" })}</span>
        ))}
      </div>
      <span />
    </div>
  );
}
