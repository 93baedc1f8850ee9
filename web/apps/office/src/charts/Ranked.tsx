import style from "./charts.module.css";
import { along } from "./scale.ts";

export interface Rank {
  id: string;
  name: string;
  value: number;
  /** The value in words, at the end. */
  text: string;
  /** A word more, softly. */
  more?: string;
}

/** What there is most of, first: a list whose bars can be compared at a glance. */
export function Ranked({ ranks }: { ranks: Rank[] }) {
  const most = Math.max(...ranks.map((rank) => rank.value), 1);
  return (
    <ol className={style.ranked}>
      {ranks.map((rank) => (
        <li key={rank.id}>
          <span className={style.rankName}>{rank.name}</span>
          <span className={style.rankText}>
            <strong>{rank.text}</strong>
            {rank.more && <span>{rank.more}</span>}
          </span>
          <span className={style.track} aria-hidden="true">
            <span style={{ inlineSize: `${along(rank.value, most, 100)}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
