// Takes an order for somebody who stands at the counter and pays there.

import { asOffered, type Product } from "@comanda/api";
import { Button, buttonClass, Icon, Notice, Skeleton } from "@comanda/ui";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../words/index.ts";
import { useMenu } from "../menu/useMenu.ts";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import { CartPanel } from "./CartPanel.tsx";
import { added, defaultsOf, groupsOf, type Wanted } from "./cart.ts";
import { OptionsSheet } from "./OptionsSheet.tsx";
import style from "./Till.module.css";

export function Till() {
  const { t } = useWords();
  const heading = usePage(t("till"));
  const { data, isPending, refetch } = useMenu();
  const menu = useMemo(() => data && asOffered(data), [data]);
  const [cart, setCart] = useState<Wanted[]>([]);
  const [asking, setAsking] = useState<Product>();
  const groups = menu?.option_groups ?? [];

  const add = (line: Wanted) => setCart((before) => added(before, line));
  const press = (product: Product) => {
    const questions = groupsOf(product, groups);
    if (questions.length > 0) setAsking(product);
    else add({ product: product.id, name: product.name, quantity: 1, options: [], note: "" });
  };
  return (
    <div className={style.till} data-fills>
      <div className={style.menu}>
        <div className={style.head}>
          <h1 ref={heading} tabIndex={-1}>
            {t("till")}
          </h1>
          <Link href="/till/today" className={buttonClass()}>
            <Icon name="receipt" />
            {t("today")}
          </Link>
        </div>
        {isPending && <Skeleton height="20rem" />}
        {!isPending && !menu && (
          <Notice tone="bad">
            {t("menuFailed")}
            <Button onClick={() => refetch()}>{t("retry")}</Button>
          </Notice>
        )}
        {menu && menu.categories.length > 0 && (
          <nav className={style.jump} aria-label={t("categories")}>
            {menu.categories.map(({ id, name }) => (
              <a key={id} href={`#${id}`}>
                {name}
              </a>
            ))}
          </nav>
        )}
        <div className={style.shelf}>
          {menu?.categories.map(({ id, name }) => (
            <section key={id} id={id} aria-label={name} className={style.category}>
              <h2>{name}</h2>
              <ul className={style.products}>
                {menu.products
                  .filter(({ category }) => category === id)
                  .map((product) => (
                    <li key={product.id}>
                      <ProductButton product={product} onPress={() => press(product)} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
      {cart.length > 0 && (
        <a className={style.toCart} href="#cart">
          <Icon name="bag" />
          {t("toCart", { count: cart.reduce((sum, { quantity }) => sum + quantity, 0) })}
        </a>
      )}
      <CartPanel cart={cart} groups={groups} onChange={setCart} />
      {asking && menu && (
        <OptionsSheet
          product={asking}
          groups={groupsOf(asking, groups)}
          defaults={defaultsOf(groupsOf(asking, groups))}
          onAdd={(line) => {
            setAsking(undefined);
            add(line);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function ProductButton({ product, onPress }: { product: Product; onPress: () => void }) {
  const { t, f } = useWords();
  const { location } = usePlace();
  // Without a network there may be no picture, and the till goes on.
  const [isBroken, setBroken] = useState(false);
  const isSoldOut = product.available === false;
  const price = location ? f.money(product.price_minor, location.currency) : "";
  return (
    <button type="button" className={style.product} disabled={isSoldOut} onClick={onPress}>
      {product.image && !isBroken ? (
        <img
          src={product.image}
          alt=""
          loading="lazy"
          width="96"
          height="72"
          onError={() => setBroken(true)}
        />
      ) : (
        <span className={style.blank}>
          <Icon name="cup" />
        </span>
      )}
      <span className={style.name}>{product.name}</span>
      <span className={style.price}>{isSoldOut ? t("soldOut") : price}</span>
    </button>
  );
}
