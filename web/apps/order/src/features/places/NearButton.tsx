import { Button, Icon } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import type { useHere } from "./here.ts";
import style from "./PlacesPage.module.css";

/** What the browser says where somebody does not want to tell, or has not wanted to for long. */
const DENIED = 1;

/** Puts the nearest place first, or says kindly why it cannot. */
export function NearButton({ here }: { here: ReturnType<typeof useHere> }) {
  const { t } = useWords();
  const failed = here.isError && !here.isFetching;
  return (
    <div className={style.near}>
      <Button busy={here.isFetching} onClick={() => here.refetch()}>
        <Icon name="pin" size={20} /> {t("near")}
      </Button>
      {/* Always there: what comes together with its text is not read out. */}
      <p role="status" className={failed ? undefined : "quiet-hidden"}>
        {failed && t(here.error.code === DENIED ? "near_denied" : "near_unknown")}
        {here.isSuccess && t("near_sorted")}
      </p>
    </div>
  );
}
