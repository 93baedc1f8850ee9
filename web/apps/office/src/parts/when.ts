import { useHere } from "../frame/places.tsx";
import { useWords } from "../words/index.ts";
import { dayIn } from "./zones.ts";

/** Writes an instant as the location's clocks show it; of today, the time is enough. */
export function useWhen(): (at: string) => string {
  const { t, f } = useWords();
  const { time_zone } = useHere();
  const today = dayIn(time_zone, new Date());
  return (at) =>
    dayIn(time_zone, new Date(at)) === today
      ? t("today_at", { time: f.time(at, time_zone) })
      : f.dayTime(at, time_zone);
}
