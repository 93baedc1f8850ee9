import { useWords } from "../../words/index.ts";
import style from "./Stations.module.css";

interface Props {
  stations: readonly string[];
  chosen: string | undefined;
  onChoose: (station: string | undefined) => void;
}

/** Chooses what one station has to make. With one station there is nothing to choose. */
export function Stations({ stations, chosen, onChoose }: Props) {
  const { t } = useWords();
  if (stations.length < 2 && !chosen) return null;
  return (
    <fieldset className={style.stations}>
      <legend className="quiet-hidden">{t("station")}</legend>
      {[undefined, ...stations].map((station) => (
        <label key={station ?? ""} className={style.station}>
          <input
            type="radio"
            name="station"
            checked={station === chosen}
            onChange={() => onChoose(station)}
          />
          <span>{station ?? t("allStations")}</span>
        </label>
      ))}
    </fieldset>
  );
}
