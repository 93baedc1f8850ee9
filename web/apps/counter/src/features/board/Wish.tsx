import { Icon } from "@comanda/ui";
import style from "./Wish.module.css";
import { withWarnings } from "./warnings.ts";

/** What a customer has written. What may make somebody ill cannot be overlooked. */
export function Wish({ text }: { text: string }) {
  const parts = withWarnings(text);
  const warns = parts.some(({ isWarning }) => isWarning);
  let from = 0;
  return (
    <p className={style.wish} data-warns={warns || undefined} dir="auto">
      <Icon name={warns ? "warning" : "edit"} size={18} />
      <span>
        {parts.map((part) => {
          from += part.text.length;
          return part.isWarning ? <mark key={from}>{part.text}</mark> : part.text;
        })}
      </span>
    </p>
  );
}
