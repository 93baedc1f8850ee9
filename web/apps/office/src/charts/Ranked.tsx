import style from "./charts.module.css";
import { along } from "./scale.ts";

export interface Rank {
  id: string;
  name: string;
  value: number;
  /** What it looks like. */
  picture?: string | null | undefined;
  /** The value in words, at the end. */
  text: string;
  /** A word more, softly. */
  more?: string;
}

/** What there is most of, first: a list whose bars can be compared at a glance. */
export function Ranked({ ranks }: { ranks: Rank[] }) {
  const most = Math.max(...ranks.map((rank) => rank.value), 1);
  const pictured = ranks.some((rank) => rank.picture);
  return (
    <ol className={style.ranked} data-pictured={pictured || undefined}>
      {ranks.map((rank) => (
        <li key={rank.id}>
          {pictured && (
            <span className={style.rankPicture}>
              {rank.picture && <img src={rank.picture} alt="" loading="lazy" />}
            </span>
          )}
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
