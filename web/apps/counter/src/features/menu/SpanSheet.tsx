import { Button, Sheet } from "@comanda/ui";
import { type Key, useWords } from "../../words/index.ts";
import style from "./Menu.module.css";
import { SPANS, type Span } from "./offer.ts";

const WORDS: Record<Span, Key> = { hour: "spanHour", day: "spanDay", open: "spanOpen" };

interface Props {
  name: string;
  onChoose: (span: Span) => void;
  onClose: () => void;
}

/** Asks for how long something is sold out. */
export function SpanSheet({ name, onChoose, onClose }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t("soldOutTitle", { name })} closeLabel={t("close")} onClose={onClose}>
      <div className={style.spans}>
        {SPANS.map((span) => (
          <Button key={span} wide onClick={() => onChoose(span)}>
            {t(WORDS[span])}
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
