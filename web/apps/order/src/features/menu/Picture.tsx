import { Icon } from "@comanda/ui";
import { type ReactNode, useState } from "react";
import style from "./Picture.module.css";

interface Props {
  src: string | null | undefined;
  early?: boolean;
  className?: string | undefined;
  /** What lies over it. */
  children?: ReactNode;
}

/** A picture of a product. It keeps its place while it loads, and where there is none. */
export function Picture({ src, early = false, className, children }: Props) {
  const [failed, setFailed] = useState(false);
  const look = [style.frame, className].filter(Boolean).join(" ");
  if (!src || failed) {
    return (
      <div className={look}>
        <Icon name="cup" size={32} />
        {children}
      </div>
    );
  }
  return (
    <div className={look}>
      <img
        src={src}
        alt=""
        width="400"
        height="300"
        loading={early ? "eager" : "lazy"}
        fetchPriority={early ? "high" : "auto"}
        decoding="async"
        onError={() => setFailed(true)}
      />
      {children}
    </div>
  );
}
