import type { Menu, OptionGroup } from "@comanda/api";
import { buttonClass, Icon } from "@comanda/ui";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { Card } from "../../parts/Card.tsx";
import { Empty } from "../../parts/States.tsx";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWords } from "../../words/index.ts";
import { MenuTabs } from "./MenuTabs.tsx";

/** Every option group: what can be chosen, and which products ask for it. */
export function Groups({ menu }: { menu: Menu }) {
  const { t, f } = useWords();
  const groups = menu.option_groups ?? [];
  const columns: Column<OptionGroup>[] = [
    { name: t("name"), cell: (one) => <Link href={`/menu/options/${one.id}`}>{one.name}</Link> },
    { name: t("options"), cell: (one) => f.list(one.options.map((option) => option.name)) },
    { name: t("choices"), cell: (one) => t("choices_between", { min: one.min, max: one.max }) },
    {
      name: t("products"),
      number: true,
      cell: (one) =>
        f.number(menu.products.filter((product) => product.option_groups?.includes(one.id)).length),
    },
  ];
  return (
    <Page
      title={t("nav_menu")}
      lead={t("groups_lead")}
      actions={
        <Link href="/menu/options/new" className={buttonClass({ kind: "primary" })}>
          <Icon name="add" />
          {t("group_new")}
        </Link>
      }
    >
      <MenuTabs />
      <Card>
        {groups.length === 0 ? (
          <Empty icon="list" title={t("groups_none")} />
        ) : (
          <Table
            caption={t("option_groups")}
            columns={columns}
            rows={groups}
            id={(one) => one.id}
          />
        )}
      </Card>
    </Page>
  );
}
