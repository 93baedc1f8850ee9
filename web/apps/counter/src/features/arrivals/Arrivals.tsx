// A new order is heard, seen and said.

import { Icon, IconButton } from "@comanda/ui";
import { useEffect, useRef, useState } from "react";
import { useRoute } from "wouter";
import { useWords } from "../../words/index.ts";
import { useArrivals } from "../tickets/useDesk.tsx";
import style from "./Arrivals.module.css";
import { Bell } from "./bell.ts";

const KEPT = "comanda.counter.sound";
const bell = new Bell();

export function Arrivals() {
  const { t } = useWords();
  const arrivals = useArrivals();
  // Whoever is taking an order hears the next one, and is not blinded by it.
  const [isBoard] = useRoute("/");
  const [isOn, setOn] = useState(() => localStorage.getItem(KEPT) !== "off");
  const [isArmed, setArmed] = useState(bell.isArmed);
  const rung = useRef(arrivals);

  useEffect(() => {
    // Browsers are silent until somebody has pressed something: any press will do.
    const arm = () => bell.arm().then(setArmed);
    addEventListener("pointerdown", arm);
    addEventListener("keydown", arm);
    return () => {
      removeEventListener("pointerdown", arm);
      removeEventListener("keydown", arm);
    };
  }, []);

  useEffect(() => {
    if (arrivals === rung.current) return;
    rung.current = arrivals;
    if (isOn) bell.ring();
  }, [arrivals, isOn]);

  const toggle = () => {
    localStorage.setItem(KEPT, isOn ? "off" : "on");
    setOn(!isOn);
    if (!isOn) bell.arm().then(() => bell.ring());
  };
  return (
    <div className={style.arrivals}>
      <IconButton label={t("sound")} aria-pressed={isOn} onClick={toggle}>
        <Icon name={isOn ? "sound" : "mute"} />
      </IconButton>
      {isOn && !isArmed && <span className={style.hint}>{t("soundNeedsPress")}</span>}
      {isBoard && arrivals > 0 && <div key={arrivals} className={style.flash} aria-hidden="true" />}
      <span className="quiet-hidden" role="status">
        {arrivals > 0 && t("arrived", { count: arrivals })}
      </span>
    </div>
  );
}
