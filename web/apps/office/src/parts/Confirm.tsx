import { Button, Sheet } from "@comanda/ui";
import type { ReactNode } from "react";
import { useWords } from "../words/index.ts";
import style from "./parts.module.css";

interface Props {
  title: string;
  text: string;
  button: string;
  busy: boolean;
  /** What has to be typed or chosen first. */
  ready?: boolean;
  children?: ReactNode;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before something is done that does not come back by itself. */
export function Confirm(props: Props) {
  const { t } = useWords();
  return (
    <Sheet
      title={props.title}
      closeLabel={t("close")}
      onClose={props.onClose}
      foot={
        <div className={style.actions}>
          <Button
            kind="danger"
            busy={props.busy}
            disabled={props.ready === false}
            onClick={props.onConfirm}
          >
            {props.button}
          </Button>
          <Button kind="quiet" onClick={props.onClose}>
            {t("cancel")}
          </Button>
        </div>
      }
    >
      <div className={style.form}>
        <p>{props.text}</p>
        {props.children}
      </div>
    </Sheet>
  );
}
