import style from "./Skeleton.module.css";

/** The place of something that is on its way, so that nothing jumps when it comes. */
export function Skeleton({ width = "100%", height = "1em" }: { width?: string; height?: string }) {
  return <div className={style.skeleton} style={{ inlineSize: width, blockSize: height }} />;
}
