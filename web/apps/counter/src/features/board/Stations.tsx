import { type Key, useWords } from "../../words/index.ts";
import style from "./Stations.module.css";

/** Stations have the names a menu gives them; these are the ones most menus have. */
const WORDS: Record<string, Key> = {
  bar: "stationBar",
  counter: "stationCounter",
  kitchen: "stationKitchen",
  oven: "stationOven",
};

interface Props {
  stations: readonly string[];
  chosen: string | undefined;
  onChoose: (station: string | undefined) => void;
}

/** Chooses what one station has to make. With one station there is nothing to choose. */
export function Stations({ stations, chosen, onChoose }: Props) {
  const { t } = useWords();
  const nameOf = (station: string) => {
    const key = WORDS[station];
    return key ? t(key) : station;
  };
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
          <span>{station ? nameOf(station) : t("allStations")}</span>
        </label>
      ))}
    </fieldset>
  );
}
