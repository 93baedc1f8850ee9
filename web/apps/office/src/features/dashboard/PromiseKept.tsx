import { Dial } from "../../charts/Dial.tsx";
import { Card } from "../../parts/Card.tsx";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";
import { kept, type Sales } from "./sales.ts";

/** How often something was ready when its customer was told that it would be. */
export function PromiseKept({ promise }: { promise: Sales["promise"] }) {
  const { t, f } = useWords();
  const share = kept(promise);
  const median = promise.median_s;
  return (
    <Card title={t("promise")}>
      <Dial
        share={share}
        text={share === undefined ? "–" : f.percent(share)}
        below={share === undefined ? t("promise_none") : t("promise_kept")}
      />
      {share !== undefined && (
        <p className={style.below}>
          {t("promise_counts", { kept: promise.kept, late: promise.late })}
          {median != null && (
            <>
              <br />
              {t("promise_median", { minutes: Math.max(1, Math.round(median / 60)) })}
            </>
          )}
        </p>
      )}
    </Card>
  );
}
