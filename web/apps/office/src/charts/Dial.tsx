import style from "./charts.module.css";
import { arc } from "./scale.ts";

const SIZE = 180;
const RADIUS = 74;

/** A share of a whole, as a ring that fills. The words below say the same. */
export function Dial(props: { share: number | undefined; text: string; below: string }) {
  const { share } = props;
  const tone = share === undefined || share >= 0.9 ? "good" : share >= 0.75 ? "warn" : "bad";
  return (
    <div className={style.dial}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
        <circle cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} className={style.ring} />
        {share !== undefined && share > 0 && (
          <path d={arc(share, RADIUS, SIZE / 2)} className={style.filled} data-tone={tone} />
        )}
      </svg>
      <p className={style.dialText}>
        <strong>{props.text}</strong>
        <span>{props.below}</span>
      </p>
    </div>
  );
}
