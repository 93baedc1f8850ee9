import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import style from "./Sheet.module.css";

interface Props {
  title: string;
  /** What the button to close it says to those who do not see it. */
  closeLabel: string;
  onClose: () => void;
  /** What stays in view below, such as the button that ends it. */
  foot?: ReactNode;
  children: ReactNode;
  className?: string;
}

/**
 * A dialog: from below on a phone, in the middle elsewhere. It is open as long as it is rendered;
 * the browser keeps the focus inside and gives it back.
 */
export function Sheet({ title, closeLabel, onClose, foot, children, className }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before it leaves the page: only a dialog that is still there gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it is what Escape does, too.
    <dialog
      ref={dialog}
      className={[style.sheet, className].filter(Boolean).join(" ")}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={style.head}>
        <h2 id={heading}>{title}</h2>
        <IconButton label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <section className={style.body} tabIndex={0} aria-labelledby={heading}>
        {children}
      </section>
      {foot && <div className={style.foot}>{foot}</div>}
    </dialog>
  );
}
