import { Sheet } from "@comanda/ui";
import { type Key, useWords } from "../../words/index.ts";
import style from "./Keys.module.css";

const KEYS: [string[], Key][] = [
  [["←", "↑", "↓", "→"], "keysMove"],
  [["Enter"], "keysNext"],
  [["0–9"], "keysNumber"],
  [["U"], "keysUndo"],
  [["/"], "keysSearch"],
  [["Esc"], "keysClose"],
  [["?"], "keysHelp"],
];

export function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Sheet title={t("keys")} closeLabel={t("close")} onClose={onClose}>
      <dl className={style.keys}>
        {KEYS.map(([keys, words]) => (
          <div key={words}>
            <dt dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
