// Categories and their products in one tree. What is dragged can be moved by keys as well, and each
// move is said.

import type { Category, Menu, Product } from "@comanda/api";
import { Button, buttonClass, Icon, IconButton } from "@comanda/ui";
import { useState } from "react";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { Pill } from "../../parts/Card.tsx";
import { Empty, Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { CategorySheet } from "./CategorySheet.tsx";
import { type Drag, useDrag } from "./drag.ts";
import { type Edit, moveCategory, moveProduct, productsOf } from "./edits.ts";
import { MenuTabs } from "./MenuTabs.tsx";
import style from "./Tree.module.css";
import { useQuickEdit } from "./useMenu.ts";

export function Tree({ menu }: { menu: Menu }) {
  const { t } = useWords();
  const { quick, error } = useQuickEdit();
  const [said, say] = useState("");
  const [sheet, setSheet] = useState<Category | "new">();
  const drag = useDrag(quick);
  const move = (edit: Edit, name: string) => {
    quick(edit);
    say(t("moved", { name }));
  };
  return (
    <Page
      title={t("nav_menu")}
      lead={t("menu_lead")}
      actions={
        <>
          <Button onClick={() => setSheet("new")}>
            <Icon name="add" />
            {t("category_new")}
          </Button>
          {menu.categories.length > 0 && (
            <Link href="/menu/products/new" className={buttonClass({ kind: "primary" })}>
              <Icon name="add" />
              {t("product_new")}
            </Link>
          )}
        </>
      }
    >
      <MenuTabs />
      {error ? <Failed error={error} /> : null}
      <p className="quiet-hidden" role="status">
        {said}
      </p>
      {menu.categories.length === 0 && (
        <Empty icon="cup" title={t("menu_empty")}>
          <p>{t("menu_empty_how")}</p>
        </Empty>
      )}
      <ol className={style.tree}>
        {menu.categories.map((category) => (
          <Branch
            key={category.id}
            menu={menu}
            category={category}
            drag={drag}
            move={move}
            onEdit={() => setSheet(category)}
          />
        ))}
      </ol>
      {sheet && (
        <CategorySheet
          menu={menu}
          category={sheet === "new" ? undefined : sheet}
          onClose={() => setSheet(undefined)}
        />
      )}
    </Page>
  );
}

interface BranchProps {
  menu: Menu;
  category: Category;
  drag: Drag;
  move: (edit: Edit, name: string) => void;
  onEdit: () => void;
}

function Branch({ menu, category, drag, move, onEdit }: BranchProps) {
  const { t } = useWords();
  const products = productsOf(menu, category.id);
  return (
    <li className={style.branch} {...drag.target({ category: category.id })}>
      <div className={style.categoryRow}>
        <span className={style.grip} {...drag.source({ category: category.id })}>
          <Icon name="grip" />
        </span>
        <h2>{category.name}</h2>
        <Moves
          name={category.name}
          move={(by) => move(moveCategory(category.id, by), category.name)}
        />
        <IconButton label={t("edit_name", { name: category.name })} onClick={onEdit}>
          <Icon name="edit" />
        </IconButton>
      </div>
      {products.length === 0 && <p className={style.none}>{t("category_empty")}</p>}
      <ol>
        {products.map((product) => (
          <Leaf key={product.id} product={product} drag={drag} move={move} />
        ))}
      </ol>
    </li>
  );
}

function Leaf(props: { product: Product; drag: Drag; move: BranchProps["move"] }) {
  const { t, f } = useWords();
  const here = useHere();
  const { product, drag, move } = props;
  return (
    <li className={style.leaf} {...drag.target({ product: product.id })}>
      <span className={style.grip} {...drag.source({ product: product.id })}>
        <Icon name="grip" />
      </span>
      {product.image ? (
        <img src={product.image} alt="" width={44} height={44} loading="lazy" />
      ) : (
        <span className={style.noImage}>
          <Icon name="cup" />
        </span>
      )}
      <Link href={`/menu/products/${product.id}`} className={style.name}>
        {product.name}
        {product.description && <small>{product.description}</small>}
      </Link>
      {product.available === false && <Pill tone="warn">{t("sold_out")}</Pill>}
      <span className={style.price}>{f.money(product.price_minor, here.currency)}</span>
      <Moves name={product.name} move={(by) => move(moveProduct(product.id, by), product.name)} />
    </li>
  );
}

function Moves({ name, move }: { name: string; move: (by: 1 | -1) => void }) {
  const { t } = useWords();
  return (
    <span className={style.moves}>
      <IconButton label={t("move_up", { name })} onClick={() => move(-1)}>
        <Icon name="up" size={18} />
      </IconButton>
      <IconButton label={t("move_down", { name })} onClick={() => move(1)}>
        <Icon name="down" size={18} />
      </IconButton>
    </span>
  );
}
