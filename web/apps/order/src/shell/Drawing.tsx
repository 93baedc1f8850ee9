import style from "./Page.module.css";

/** One of the drawings of the house, for a page that has nothing else to show. */
export function Drawing({ name }: { name: "empty-cart" | "offline" }) {
  return (
    <img className={style.drawing} src={`/pictures/${name}.svg`} alt="" width="400" height="300" />
  );
}
