// Short messages below, said aloud too. One that can be undone waits longer, unless something else can
// be undone: that of an older one would take back more than somebody thinks of.

import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from "react";
import style from "./Toasts.module.css";

const SHOWN_MS = 5_000;
const SHOWN_WITH_ACTION_MS = 8_000;

interface Action {
  label: string;
  run: () => void;
}

interface Toast {
  id: number;
  text: string;
  action: Action | undefined;
}

type Show = (text: string, action?: Action) => void;

const Given = createContext<Show | undefined>(undefined);

export function ToastsProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(0);
  const drop = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  }, []);
  const show = useCallback<Show>(
    (text, action) => {
      const id = next.current++;
      setToasts((shown) => {
        const left = action ? shown.filter((toast) => !toast.action) : shown;
        return [...left.slice(-2), { id, text, action }];
      });
      setTimeout(() => drop(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    },
    [drop],
  );
  const list = useMemo(
    () =>
      toasts.map(({ id, text, action }) => (
        <div key={id} className={style.toast}>
          <span>{text}</span>
          {action && (
            <button
              type="button"
              onClick={() => {
                action.run();
                drop(id);
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      )),
    [toasts, drop],
  );
  return (
    <Given value={show}>
      {children}
      <div className={style.toasts} role="status">
        {list}
      </div>
    </Given>
  );
}

export function useToast(): Show {
  const show = use(Given);
  if (!show) throw new Error("useToast outside of ToastsProvider");
  return show;
}
