// A location's menu: what there is, by category, with pictures. A product opens over it.

import type { Location, Menu, Product } from "@comanda/api";
import { Button, Icon } from "@comanda/ui";
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { FIRST_PICTURES } from "../../early.ts";
import { useKept } from "../../lib/kept.ts";
import { closeOver } from "../../lib/over.ts";
import { Heading, Said, useTitle } from "../../lib/page.tsx";
import { useLocationOf, useMenu } from "../../lib/queries.ts";
import { Empty, Failed } from "../../shell/Failed.tsx";
import { useWords } from "../../words/index.ts";
import { CartBar } from "../cart/CartBar.tsx";
import { groupsOf, type Shop, shopOf } from "../cart/maths.ts";
import { Availability } from "../places/Availability.tsx";
import { Hero } from "../places/Hero.tsx";
import { lastPlace } from "../places/last.ts";
import { rememberTable, tableIn, tableOf } from "../places/table.ts";
import { CodeNotice } from "../scan/CodeNotice.tsx";
import { AgainRow } from "./AgainRow.tsx";
import { CategoryChips } from "./CategoryChips.tsx";
import style from "./MenuPage.module.css";
import { MenuSkeleton } from "./MenuSkeleton.tsx";
import { ProductCard } from "./ProductCard.tsx";
import { fit, matches, NO_TASTES, type Tastes } from "./tastes.ts";
import { tastesKept } from "./tastesKept.ts";
import { useMoreByMore } from "./useMoreByMore.ts";
import { usePopular } from "./usePopular.ts";

const ProductSheet = lazy(() => import("../product/ProductSheet.tsx"));
/** Cards that are drawn at first: more than any screen shows. The others follow by category. */
const FIRST_CARDS = 12;

const FilterSheet = lazy(() => import("./FilterSheet.tsx"));

export default function MenuPage({ id, productId }: { id: string; productId?: string }) {
  const { t } = useWords();
  const { location, query } = useLocationOf(id);
  const menu = useMenu(id);
  const [params] = useSearchParams();
  const table = tableIn(params);
  useEffect(() => {
    lastPlace.set(id);
    if (table) rememberTable(id, table);
  }, [id, table]);

  if (query.isError || menu.isError) {
    const error = query.error ?? menu.error;
    const again = () => Promise.all([query.refetch(), menu.refetch()]);
    if (!location || !menu.data) return <Failed error={error} again={again} />;
  }
  if (query.data && !location) {
    return (
      <Empty icon="search">
        <Heading>{t("place_missing")}</Heading>
        <Link href="/">{t("places_all")}</Link>
      </Empty>
    );
  }
  if (!location || !menu.data) return <MenuSkeleton />;
  return (
    <Loaded
      location={location}
      menu={menu.data}
      {...(productId === undefined ? {} : { productId })}
    />
  );
}

function Loaded(props: { location: Location; menu: Menu; productId?: string }) {
  const { location, menu } = props;
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const search = params.get("q") ?? "";
  const wanted = useDeferredValue(search);
  const tastes = useKept(tastesKept);
  const [filtering, setFiltering] = useState(false);
  const shop = useMemo(() => shopOf(location, menu), [location, menu]);
  const found = useMemo(() => look(shop, menu, wanted, tastes), [shop, menu, wanted, tastes]);
  const popular = usePopular(location.id, shop);
  // The address is remembered after the first drawing.
  const table = tableIn(params) ?? tableOf(location.id);
  const product = props.productId ? shop.products.get(props.productId) : undefined;
  useTitle(product?.name ?? location.name);

  const filters = tastes.diets.length + tastes.avoid.length;
  const shown = menu.categories.filter((category) => found.byCategory.has(category.id));
  let cards = 0;
  const first = shown.filter(({ id }) => {
    const begins = cards;
    cards += found.byCategory.get(id)?.length ?? 0;
    return begins < FIRST_CARDS;
  });
  const drawn = shown.slice(0, useMoreByMore(first.length, shown.length));
  const searching = wanted.trim() !== "";
  let pictures = 0;
  return (
    <>
      <Hero />
      <div className={style.intro}>
        <Heading>{location.name}</Heading>
        <p className={style.facts}>
          <Availability location={location} />
          <Link href={`/l/${location.id}/about`}>{t("place_about")}</Link>
        </p>
        {table && (
          <p className={style.table}>
            <Icon name="table" size={18} /> {t("table_yours", { table })}
          </p>
        )}
      </div>
      <CodeNotice location={location} />
      <search className={style.tools}>
        <label className={style.search}>
          <Icon name="search" />
          <span className="quiet-hidden">{t("search")}</span>
          <input
            type="search"
            value={search}
            placeholder={t("search")}
            onChange={(event) => {
              const text = event.target.value;
              setParams(text ? { q: text } : {}, { replace: true });
            }}
          />
        </label>
        <Button
          onClick={() => setFiltering(true)}
          aria-label={filters > 0 ? t("filter_on", { count: filters }) : t("filter")}
        >
          <Icon name="filter" size={20} />
          <span className={style.filterWord}>{t("filter")}</span>
          {filters > 0 && <span className={style.badge}>{filters}</span>}
        </Button>
      </search>
      {searching && <Said>{t("search_found", { count: found.count })}</Said>}
      {!searching && <CategoryChips categories={shown} />}
      {!searching && <AgainRow location={location} shop={shop} />}
      {found.left > 0 && (
        <div className={style.left} role="status">
          <p>{t("filter_left", { count: found.left })}</p>
          <Button kind="quiet" onClick={() => tastesKept.set(NO_TASTES)}>
            {t("filter_off")}
          </Button>
        </div>
      )}
      {found.count === 0 && (
        <Empty icon="search">
          <h2>{t(searching ? "search_nothing" : "filter_nothing")}</h2>
          {searching && (
            <Button onClick={() => setParams({}, { replace: true })}>{t("search_off")}</Button>
          )}
        </Empty>
      )}
      {drawn.map((category) => (
        <section key={category.id} className={style.section} aria-labelledby={category.id}>
          <h2 id={category.id} tabIndex={-1}>
            {category.name}
          </h2>
          {category.description && <p className={style.about}>{category.description}</p>}
          <ul className={style.grid}>
            {found.byCategory.get(category.id)?.map(({ product, fits }) => {
              const early = product.image ? pictures++ < FIRST_PICTURES : false;
              return (
                <ProductCard
                  key={product.id}
                  location={location}
                  shop={shop}
                  product={product}
                  withChoice={fits === "with-choice"}
                  early={early}
                  popular={popular.includes(product.id)}
                />
              );
            })}
          </ul>
        </section>
      ))}
      <CartBar location={location} shop={shop} />
      {product && (
        <Suspense fallback={null}>
          <ProductSheet
            key={product.id}
            location={location}
            shop={shop}
            product={product}
            onClose={() => closeOver(`/l/${location.id}`)}
          />
        </Suspense>
      )}
      {filtering && (
        <Suspense fallback={null}>
          <FilterSheet menu={menu} onClose={() => setFiltering(false)} />
        </Suspense>
      )}
    </>
  );
}

/** What goes with a search and somebody's tastes, by category, and how much does not. */
function look(shop: Shop, menu: Menu, search: string, tastes: Tastes) {
  const names = new Map(menu.categories.map((category) => [category.id, category.name]));
  // A category's name finds what is in it, unless products go by that name themselves.
  const named = menu.products.some((one) => matches(search, one.name, one.description));
  const byCategory = new Map<string, { product: Product; fits: "fits" | "with-choice" }[]>();
  let count = 0;
  let left = 0;
  for (const product of menu.products) {
    const category = named ? undefined : names.get(product.category);
    if (!matches(search, product.name, product.description, category)) continue;
    const fits = fit(product, groupsOf(shop, product), tastes);
    if (fits === "no") {
      left += 1;
      continue;
    }
    count += 1;
    const list = byCategory.get(product.category) ?? [];
    list.push({ product, fits });
    byCategory.set(product.category, list);
  }
  return { byCategory, count, left };
}
