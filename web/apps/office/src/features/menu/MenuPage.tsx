// The menu editor: everything in one tree, and a page for each product and option group.

import { Redirect, Route, Switch } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { Answered } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { GroupPage } from "./GroupPage.tsx";
import { Groups } from "./Groups.tsx";
import { ProductPage } from "./ProductPage.tsx";
import { Tree } from "./Tree.tsx";
import { useMenu } from "./useMenu.ts";

export default function MenuPage() {
  const { t } = useWords();
  const found = useMenu();
  if (!found.data) {
    return (
      <Page title={t("nav_menu")}>
        <Answered query={found} rows={8}>
          {() => null}
        </Answered>
      </Page>
    );
  }
  const { menu } = found.data;
  return (
    <Switch>
      <Route path="/menu">
        <Tree menu={menu} />
      </Route>
      <Route path="/menu/options">
        <Groups menu={menu} />
      </Route>
      <Route path="/menu/options/:id">
        {({ id }) => <GroupPage key={id} menu={menu} id={id} />}
      </Route>
      <Route path="/menu/products/:id">
        {({ id }) => <ProductPage key={id} menu={menu} id={id} />}
      </Route>
      <Route>
        <Redirect to="/menu" />
      </Route>
    </Switch>
  );
}
