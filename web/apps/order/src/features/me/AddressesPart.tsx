import type { Profile } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, Icon, IconButton } from "@comanda/ui";
import { useState } from "react";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { AddressForm } from "./AddressForm.tsx";
import { seen, useChange } from "./change.ts";
import { linesOf } from "./profile.ts";

/** Most addresses that the server keeps. */
const ADDRESSES_MAX = 10;

/** Where somebody has things brought. */
export function AddressesPart({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const api = useApi();
  const [change] = useChange();
  const [adding, setAdding] = useState(false);
  return (
    <section className={page.card} aria-labelledby="addresses">
      <h2 id="addresses">{t("addresses")}</h2>
      <ul>
        {profile.addresses.map((address) => {
          const text = linesOf(address).join(", ");
          return (
            <li key={address.id} className={page.row}>
              <p style={{ flex: 1 }}>
                {address.label && <strong>{address.label}: </strong>}
                {text}
              </p>
              <IconButton
                label={t("remove", { name: address.label ?? text })}
                onClick={() =>
                  change(() =>
                    api.DELETE("/v1/me/addresses/{address}", {
                      params: { path: { address: address.id }, header: seen(profile) },
                    }),
                  )
                }
              >
                <Icon name="trash" size={20} />
              </IconButton>
            </li>
          );
        })}
      </ul>
      {adding ? (
        <AddressForm profile={profile} onDone={() => setAdding(false)} />
      ) : (
        profile.addresses.length < ADDRESSES_MAX && (
          <Button onClick={() => setAdding(true)}>
            <Icon name="add" size={20} /> {t("address_add")}
          </Button>
        )
      )}
    </section>
  );
}
