// Where a scanned code leads: it is redeemed for the right to place one order, and on to the menu.

import { useServices } from "@comanda/session";
import { Button, buttonClass } from "@comanda/ui";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { Heading } from "../../lib/page.tsx";
import { useProblem } from "../../lib/problem.ts";
import { Empty } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { Waiting } from "../../shell/Waiting.tsx";
import { useWords } from "../../words/index.ts";
import { redemptionKept } from "./redemption.ts";

export default function ScanPage({ code }: { code: string }) {
  const { t } = useWords();
  const { api, session } = useServices();
  const [, go] = useLocation();
  const say = useProblem();
  const [failed, setFailed] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const asked = useRef("");

  useEffect(() => {
    // One token a scan, even where effects run twice; asking again has the same answer.
    const ask = `${code} ${tries}`;
    if (asked.current === ask) return;
    asked.current = ask;
    const redeem = async () => {
      await session.becomeGuest();
      const { data } = await api.POST("/v1/qr-codes/{code}", { params: { path: { code } } });
      if (!data) throw new TypeError("no answer");
      redemptionKept.set({ code, ...data });
      go(`/l/${data.location}`, { replace: true });
    };
    redeem().catch(setFailed);
  }, [code, tries, api, session, go]);

  if (failed === undefined) return <Waiting />;
  return (
    <Empty icon="search">
      <Heading>{t("scan_failed")}</Heading>
      <p>{say(failed)}</p>
      <div className={page.row}>
        <Button
          kind="primary"
          onClick={() => {
            setFailed(undefined);
            setTries(tries + 1);
          }}
        >
          {t("retry")}
        </Button>
        <Link href="/" className={buttonClass()}>
          {t("to_menu")}
        </Link>
      </div>
    </Empty>
  );
}
