import style from "./Hero.module.css";

/** The café, as one comes in. */
export function Hero() {
  return (
    <img
      className={style.hero}
      src="/pictures/hero.svg"
      alt=""
      width="1200"
      height="500"
      fetchPriority="high"
    />
  );
}
