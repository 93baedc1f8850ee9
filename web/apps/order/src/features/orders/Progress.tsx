import { Icon } from "@comanda/ui";
import { type Key, useWords } from "../../words/index.ts";
import style from "./Progress.module.css";
import { type Seen, type Step, stepOf, stepsOf } from "./progress.ts";

/** Events that are called otherwise than the step they lead to. */
const REACHED: Record<string, Step> = {
  started: "preparing",
  dispatched: "out-for-delivery",
  collected: "done",
  delivered: "done",
};

/** The steps of an order: those that are done, the one it is at, and those to come. */
export function Progress({ order, zone }: { order: Seen; zone?: string }) {
  const { t, f } = useWords();
  const steps = stepsOf(order);
  const step = stepOf(order);
  if (!step) return null;
  const here = steps.indexOf(step);
  const when = (name: string) =>
    order.timeline.findLast(({ event }) => (REACHED[event] ?? event) === name)?.at;
  return (
    <ol className={style.steps}>
      {steps.map((name, place) => {
        const at = place <= here ? when(name) : undefined;
        const state = place < here || step === "done" ? "past" : place === here ? "here" : "ahead";
        return (
          <li
            key={name}
            className={style[state]}
            aria-current={state === "here" ? "step" : undefined}
          >
            <span className={style.mark}>
              {state === "past" ? <Icon name="check" size={16} /> : null}
            </span>
            <span className={style.name}>
              {t(`step.${name}` as Key)}
              {state === "past" && <span className="quiet-hidden"> ({t("step_done")})</span>}
            </span>
            {at && <time dateTime={at}>{f.time(at, zone)}</time>}
          </li>
        );
      })}
    </ol>
  );
}
