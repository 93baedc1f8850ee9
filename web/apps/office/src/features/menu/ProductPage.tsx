// One product: everything about it, and beside it what a customer sees.

import type { Menu, Product } from "@comanda/api";
import { Button } from "@comanda/ui";
import { useState } from "react";
import { Redirect, useLocation, useSearch } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { Back } from "../../parts/Back.tsx";
import { Card } from "../../parts/Card.tsx";
import { Confirm } from "../../parts/Confirm.tsx";
import { useDeed } from "../../parts/deed.ts";
import { useDraft } from "../../parts/draft.ts";
import parts from "../../parts/parts.module.css";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { useWords } from "../../words/index.ts";
import { Availability } from "./Availability.tsx";
import { Conflict } from "./Conflict.tsx";
import { freshId, putProduct, removeProduct } from "./edits.ts";
import { Preview } from "./Preview.tsx";
import { ProductFields } from "./ProductFields.tsx";
import style from "./ProductPage.module.css";
import { Clashed, putMerged } from "./save.ts";
import { useSave } from "./useMenu.ts";

export function ProductPage({ menu, id }: { menu: Menu; id: string }) {
  const here = useHere();
  const wanted = new URLSearchParams(useSearch()).get("category");
  const category = menu.categories.find((one) => one.id === wanted) ?? menu.categories[0];
  if (id === "new" && category) {
    const neighbour = menu.products.find((one) => one.category === category.id);
    const blank: Product = {
      id: "",
      category: category.id,
      name: "",
      price_minor: 0,
      tax_class: neighbour?.tax_class ?? Object.keys(here.tax_rates)[0] ?? "standard",
      station: neighbour?.station ?? "bar",
    };
    return <Editor menu={menu} product={undefined} blank={blank} />;
  }
  const product = menu.products.find((one) => one.id === id);
  if (!product) return <Redirect to="/menu" />;
  return <Editor menu={menu} product={product} blank={product} />;
}

interface Props {
  menu: Menu;
  product: Product | undefined;
  blank: Product;
}

function Editor({ menu, product, blank }: Props) {
  const { t } = useWords();
  const [, go] = useLocation();
  const save = useSave();
  const deed = useDeed();
  const draft = useDraft(`menu ${product?.id ?? "prd_new"}`, blank);
  // What the draft began from, as long as it lasts: others may save the product meanwhile.
  const [base, setBase] = useState(product);
  const [removing, setRemoving] = useState(false);
  const began = draft.changed ? base : product;
  const { value } = draft;
  const put = async (mine: Product, from: Product | undefined) => {
    const done = await deed.run(
      () =>
        save(
          putMerged({
            base: from,
            mine,
            find: (one) => one.products.find((other) => other.id === mine.id),
            put: putProduct,
          }),
        ),
      t("saved"),
    );
    if (!done) return;
    draft.drop();
    if (!product) go(`/menu/products/${mine.id}`, { replace: true });
  };
  const submit = () => {
    const taken = menu.products.map((one) => one.id);
    return put(product ? value : { ...value, id: freshId("prd", value.name, taken) }, began);
  };
  const clash = deed.error instanceof Clashed ? deed.error : undefined;
  return (
    <Page
      title={value.name || t("product_new")}
      back={<Back to="/menu" name={t("nav_menu")} />}
      actions={
        product && (
          <Button kind="danger" onClick={() => setRemoving(true)}>
            {t("delete")}
          </Button>
        )
      }
    >
      <div className={style.sides}>
        <form
          className={parts.stack}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <ProductFields
            menu={menu}
            value={value}
            error={deed.error}
            onChange={(next) => {
              if (!draft.changed) setBase(product);
              draft.set(next);
            }}
          />
          <SaveBar
            changed={draft.changed}
            busy={deed.busy}
            error={clash ? undefined : deed.error}
            ready={value.name.trim() !== ""}
            onDiscard={draft.drop}
          />
        </form>
        <aside className={style.beside} aria-label={t("preview")}>
          {product && <Availability product={product} />}
          <Card title={t("preview")}>
            <Preview menu={menu} product={value} />
          </Card>
        </aside>
      </div>
      {clash && (
        <Conflict
          clash={clash}
          onMine={() => put(value, clash.theirs as Product | undefined)}
          onTheirs={() => {
            draft.drop();
            deed.forget();
            if (!clash.theirs) go("/menu");
          }}
          onClose={deed.forget}
        />
      )}
      {removing && product && (
        <Confirm
          title={t("delete_title", { name: product.name })}
          text={t("delete_product")}
          button={t("delete")}
          busy={deed.busy}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            const done = await deed.run(() => save(removeProduct(product.id)), t("deleted"));
            setRemoving(false);
            if (!done) return;
            draft.drop();
            go("/menu");
          }}
        />
      )}
    </Page>
  );
}
