import { Button, Icon, IconButton } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import style from "./Hours.module.css";
import { nextRange, readRange, writeRange } from "./ranges.ts";

const ALL_DAY = "00:00-24:00";

interface Props {
  /** Of which day. */
  name: string;
  ranges: string[];
  wrong: string | undefined;
  onChange: (ranges: string[]) => void;
}

/** The hours of a day; none is closed. */
export function RangeFields({ name, ranges, wrong, onChange }: Props) {
  const { t } = useWords();
  const put = (at: number, range: string) =>
    onChange(ranges.map((one, other) => (other === at ? range : one)));
  return (
    <div className={style.ranges}>
      {ranges.length === 0 && <span className={style.closed}>{t("day_closed")}</span>}
      {ranges.map((text, at) => {
        const range = readRange(text);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: while it is typed, only its place stays.
          <span key={at} className={style.range}>
            {text === ALL_DAY ? (
              <strong>{t("all_day")}</strong>
            ) : (
              <>
                <input
                  type="time"
                  required
                  aria-label={t("opens_on", { day: name })}
                  value={range.from}
                  onChange={(event) => put(at, writeRange({ ...range, from: event.target.value }))}
                />
                –
                <input
                  type="time"
                  required
                  aria-label={t("closes_on", { day: name })}
                  value={range.until}
                  onChange={(event) => put(at, writeRange({ ...range, until: event.target.value }))}
                />
              </>
            )}
            <IconButton
              label={t("remove_range", { day: name })}
              onClick={() => onChange(ranges.filter((_, other) => other !== at))}
            >
              <Icon name="close" size={18} />
            </IconButton>
          </span>
        );
      })}
      {!ranges.includes(ALL_DAY) && (
        <Button
          kind="quiet"
          aria-label={t("add_range", { day: name })}
          onClick={() => onChange([...ranges, nextRange(ranges)])}
        >
          <Icon name="add" size={18} />
          {t("hours_add")}
        </Button>
      )}
      {wrong && <p role="alert">{wrong}</p>}
    </div>
  );
}
