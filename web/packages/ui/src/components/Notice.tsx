import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import style from "./Notice.module.css";

type Tone = "info" | "good" | "warn" | "bad";
const ICONS: Record<Tone, IconName> = {
  info: "clock",
  good: "check",
  warn: "warning",
  bad: "warning",
};

/** A message that stays where it is. What went wrong is said aloud at once. */
export function Notice(props: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  const tone = props.tone ?? "info";
  return (
    <div
      className={[style.notice, tone !== "info" && style[tone]].filter(Boolean).join(" ")}
      role={tone === "bad" ? "alert" : "status"}
    >
      <Icon name={props.icon ?? ICONS[tone]} />
      <div>{props.children}</div>
    </div>
  );
}
