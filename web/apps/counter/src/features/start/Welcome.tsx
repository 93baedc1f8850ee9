// The frame of the pages before a location is chosen.

import { useServices } from "@comanda/session";
import type { ReactNode } from "react";
import { Choices } from "../shell/Choices.tsx";
import style from "./Start.module.css";

export function Welcome({ children }: { children: ReactNode }) {
  const { config } = useServices();
  return (
    <div className={style.page}>
      <header className={style.top}>
        <span className={style.brand}>{config.brand.name}</span>
        <Choices />
      </header>
      <main className={style.main}>
        <div className={style.card}>{children}</div>
      </main>
    </div>
  );
}
