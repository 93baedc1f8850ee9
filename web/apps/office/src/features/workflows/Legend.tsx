import { Pill, type Tone } from "../../parts/Card.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import type { Standing } from "./progress.ts";

const TONES: [Standing, Tone][] = [
  ["succeeded", "good"],
  ["running", "info"],
  ["caught", "warn"],
  ["failed", "bad"],
  ["unreached", "plain"],
];

/** What the colours of the graph mean. */
export function Legend() {
  const { t } = useWords();
  return (
    <ul className={parts.actions} aria-label={t("legend")}>
      {TONES.map(([standing, tone]) => (
        <li key={standing}>
          <Pill tone={tone}>{t(`standing_${standing}`)}</Pill>
        </li>
      ))}
    </ul>
  );
}
