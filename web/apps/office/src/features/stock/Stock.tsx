// What is counted: how much there is, and what came in or went to waste.

import type { StockLevel } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, Sheet, TextField } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import { OneOf } from "../../parts/Chips.tsx";
import { useDeed } from "../../parts/deed.ts";
import parts from "../../parts/parts.module.css";
import { Answered, Empty, Failed } from "../../parts/States.tsx";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWords } from "../../words/index.ts";
import { type Change, LOW, levelAfter, requestOf } from "./change.ts";
import { useStock } from "./useStock.ts";

export default function Stock() {
  const { t, f } = useWords();
  const [open, setOpen] = useState<string>();
  const found = useStock();
  const columns: Column<StockLevel>[] = [
    { name: t("name"), cell: (one) => one.name },
    {
      name: t("stock_level"),
      number: true,
      cell: (one) => `${f.number(one.level)} ${one.unit}`,
    },
    {
      name: t("status"),
      cell: (one) =>
        one.level <= 0 ? (
          <Pill tone="bad">{t("stock_none")}</Pill>
        ) : one.level <= LOW ? (
          <Pill tone="warn">{t("stock_low")}</Pill>
        ) : (
          <Pill tone="good">{t("stock_fine")}</Pill>
        ),
    },
    {
      name: t("change"),
      quiet: true,
      number: true,
      cell: (one) => (
        <Button
          aria-label={t("change_name", { name: one.name })}
          onClick={() => setOpen(one.stock_item)}
        >
          {t("change")}
        </Button>
      ),
    },
  ];
  return (
    <Page title={t("nav_stock")} lead={t("stock_lead")}>
      <Card>
        <Answered query={found} rows={6}>
          {(levels) => {
            const item = levels.find((one) => one.stock_item === open);
            return (
              <>
                {levels.length === 0 ? (
                  <Empty icon="stock" title={t("stock_empty")} />
                ) : (
                  <Table
                    caption={t("nav_stock")}
                    columns={columns}
                    rows={levels}
                    id={(one) => one.stock_item}
                  />
                )}
                {item && <ChangeSheet item={item} onClose={() => setOpen(undefined)} />}
              </>
            );
          }}
        </Answered>
      </Card>
    </Page>
  );
}

function ChangeSheet({ item, onClose }: { item: StockLevel; onClose: () => void }) {
  const { t, f } = useWords();
  const api = useApi();
  const { id: location } = useHere();
  const queries = useQueryClient();
  const deed = useDeed();
  const [change, setChange] = useState<Change>("received");
  const [typed, setTyped] = useState("");
  const count = /^\d+$/.test(typed) ? Number(typed) : undefined;
  const after = count === undefined ? undefined : levelAfter(change, item.level, count);
  const save = async () => {
    if (count === undefined) return;
    const path = { location, item: item.stock_item };
    const done = await deed.run(async () => {
      const asked = requestOf(change, count);
      if ("level" in asked) {
        await api.PUT("/v1/locations/{location}/stock/{item}", { params: { path }, body: asked });
      } else {
        await api.POST("/v1/locations/{location}/stock/{item}/adjust", {
          params: { path },
          body: asked,
        });
      }
      await queries.invalidateQueries({ queryKey: ["stock", location] });
    }, t("saved"));
    if (done) onClose();
  };
  return (
    <Sheet
      title={item.name}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          wide
          busy={deed.busy}
          disabled={!count && change !== "counted"}
          onClick={save}
        >
          {after === undefined ? t("save") : t("stock_save", { count: after, unit: item.unit })}
        </Button>
      }
    >
      <div className={parts.form}>
        <p className={parts.soft}>
          {t("stock_now", { count: f.number(item.level), unit: item.unit })}
        </p>
        <OneOf
          legend={t("stock_what")}
          value={change}
          onChange={(value) => setChange(value as Change)}
          choices={[
            { value: "received", label: t("stock_received") },
            { value: "wasted", label: t("stock_wasted") },
            { value: "counted", label: t("stock_counted") },
          ]}
        />
        <TextField
          label={t("stock_how_many", { unit: item.unit })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          wrong={typed && count === undefined ? t("stock_no_number") : undefined}
          onChange={(event) => setTyped(event.target.value.trim())}
        />
        {deed.error ? <Failed error={deed.error} /> : null}
      </div>
    </Sheet>
  );
}
