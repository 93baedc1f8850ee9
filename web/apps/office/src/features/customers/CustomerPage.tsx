// One customer: what is kept of them, their orders here, and what they may ask for by law: a copy of
// all of it, and to be forgotten.

import type { Profile } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, TextField } from "@comanda/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useParams } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { Back } from "../../parts/Back.tsx";
import { Card } from "../../parts/Card.tsx";
import { Confirm } from "../../parts/Confirm.tsx";
import { useDeed } from "../../parts/deed.ts";
import { saveFile } from "../../parts/file.ts";
import { Pages } from "../../parts/More.tsx";
import parts from "../../parts/parts.module.css";
import { Answered, Empty, Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { OrderTable } from "../orders/Orders.tsx";
import { useOrders } from "../orders/useOrders.ts";

export default function CustomerPage() {
  const { t } = useWords();
  const api = useApi();
  const { customer = "" } = useParams();
  const found = useQuery({
    queryKey: ["customer", customer],
    queryFn: async () => {
      const { data } = await api.GET("/v1/customers/{customer}", {
        params: { path: { customer } },
      });
      return data as Profile;
    },
  });
  return (
    <Page
      title={found.data?.name ?? found.data?.email ?? t("role_customer")}
      back={<Back to="/customers" name={t("nav_customers")} />}
      actions={found.data && <Rights profile={found.data} />}
    >
      <Answered query={found}>
        {(profile) => (
          <>
            <Known profile={profile} />
            <Ordered customer={profile.id} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Known({ profile }: { profile: Profile }) {
  const { t, f } = useWords();
  const here = useHere();
  const facts: [string, string | null | undefined][] = [
    [t("email"), profile.email],
    [t("phone"), profile.phone],
    [
      t("since"),
      profile.registered_at && f.date(profile.registered_at, { dateStyle: "long" }, here.time_zone),
    ],
    [
      t("address"),
      profile.addresses
        .map((one) => [...one.lines, one.postcode, one.city].filter(Boolean).join(", "))
        .join(" · "),
    ],
  ];
  return (
    <Card title={t("customer_known")}>
      <dl className={parts.pairs}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: "contents" }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}

/** Their orders at this location. */
function Ordered({ customer }: { customer: string }) {
  const { t } = useWords();
  const found = useOrders({ customer });
  return (
    <Card title={t("customer_orders")}>
      <Pages query={found} empty={<Empty icon="receipt" title={t("customer_orders_none")} />}>
        {(orders) => <OrderTable orders={orders} />}
      </Pages>
    </Card>
  );
}

function Rights({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const deed = useDeed();
  const [erasing, setErasing] = useState(false);
  const [typed, setTyped] = useState("");
  const params = { path: { customer: profile.id } };
  const word = profile.email ?? profile.name ?? profile.id;
  const take = () =>
    deed.run(async () => {
      const { data } = await api.GET("/v1/customers/{customer}/export", { params });
      saveFile(`${profile.id}.json`, JSON.stringify(data, null, 2));
    }, t("exported"));
  const erase = async () => {
    const done = await deed.run(
      () => api.DELETE("/v1/customers/{customer}", { params }),
      t("erased"),
    );
    if (!done) return;
    queries.removeQueries({ queryKey: ["customer", profile.id] });
    await queries.invalidateQueries({ queryKey: ["customers"] });
    go("/customers");
  };
  return (
    <>
      <Button busy={deed.busy} onClick={take}>
        {t("export")}
      </Button>
      <Button kind="danger" onClick={() => setErasing(true)}>
        {t("erase")}
      </Button>
      {deed.error && !erasing ? <Failed error={deed.error} /> : null}
      {erasing && (
        <Confirm
          title={t("erase_title")}
          text={t("erase_text")}
          button={t("erase_button")}
          busy={deed.busy}
          ready={typed.trim() === word}
          onClose={() => {
            setErasing(false);
            setTyped("");
            deed.forget();
          }}
          onConfirm={erase}
        >
          <TextField
            label={t("erase_type", { word })}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {deed.error ? <Failed error={deed.error} /> : null}
        </Confirm>
      )}
    </>
  );
}
