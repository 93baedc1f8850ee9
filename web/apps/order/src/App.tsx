// Every route. What the first screen does not need is loaded when it is gone to.

import { useServices, useWho } from "@comanda/session";
import { Boundary } from "@comanda/ui";
import { lazy, Suspense, useEffect, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import MenuPage from "./features/menu/MenuPage.tsx";
import PlacesPage from "./features/places/PlacesPage.tsx";
import { ahead, whenIdle } from "./lib/idle.ts";
import { Failed } from "./shell/Failed.tsx";
import { Frame } from "./shell/Frame.tsx";
import { MissingPage } from "./shell/MissingPage.tsx";

const loadCart = () => import("./features/cart/CartPage.tsx");
const CartPage = lazy(loadCart);
const CheckoutPage = lazy(() => import("./features/checkout/CheckoutPage.tsx"));
const OrdersPage = lazy(() => import("./features/orders/OrdersPage.tsx"));
const OrderPage = lazy(() => import("./features/orders/OrderPage.tsx"));
const ReceiptPage = lazy(() => import("./features/orders/ReceiptPage.tsx"));
const ScanPage = lazy(() => import("./features/scan/ScanPage.tsx"));
const MePage = lazy(() => import("./features/me/MePage.tsx"));
const AboutPage = lazy(() => import("./features/about/AboutPage.tsx"));
const SignedInPage = lazy(() => import("./features/account/SignedInPage.tsx"));
const FavouritesSync = lazy(() => import("./features/favourites/Sync.tsx"));
const GoingWatch = lazy(() => import("./features/orders/GoingWatch.tsx"));
const OutboxBand = lazy(() => import("./features/outbox/OutboxBand.tsx"));

export function App() {
  const { session } = useServices();
  const who = useWho();
  const [at] = useLocation();
  const [settled, setSettled] = useState(false);

  useEffect(
    () =>
      whenIdle(() => {
        setSettled(true);
        // Taking the answer of the sign-in page is that page's part.
        if (!location.pathname.endsWith("/signed-in")) void session.start();
        ahead(() => import("./features/product/ProductSheet.tsx"));
        ahead(loadCart);
        ahead(() => import("./worker.ts").then(({ startWorker }) => startWorker()));
      }),
    [session],
  );

  // The page is as good without them, where a weak network does not bring them.
  const outbox = settled && (
    <Boundary fallback={() => null}>
      <Suspense fallback={null}>
        <OutboxBand />
        <GoingWatch />
        {who.kind === "account" && <FavouritesSync />}
      </Suspense>
    </Boundary>
  );
  return (
    <Frame outbox={outbox}>
      <Boundary
        key={at.replace(/\/p\/.*/, "")}
        fallback={(error, again) => <Failed error={error} again={again} />}
      >
        <Switch>
          <Route path="/">
            <PlacesPage />
          </Route>
          <Route path="/l/:location/cart">{({ location }) => <CartPage id={location} />}</Route>
          <Route path="/l/:location/checkout">
            {({ location }) => <CheckoutPage id={location} />}
          </Route>
          <Route path="/l/:location/about">{({ location }) => <AboutPage id={location} />}</Route>
          {/* One page: a product opens over its menu, and the menu stays as it is. */}
          <Route path="/l/:location/p/:product">
            {({ location, product }) => <MenuPage id={location} productId={product} />}
          </Route>
          <Route path="/l/:location">{({ location }) => <MenuPage id={location} />}</Route>
          <Route path="/orders">
            <OrdersPage />
          </Route>
          <Route path="/orders/:order/receipt">{({ order }) => <ReceiptPage id={order} />}</Route>
          <Route path="/orders/:order">{({ order }) => <OrderPage key={order} id={order} />}</Route>
          <Route path="/scan/:code">{({ code }) => <ScanPage code={code} />}</Route>
          <Route path="/me">
            <MePage />
          </Route>
          <Route path="/signed-in">
            <SignedInPage />
          </Route>
          <Route>
            <MissingPage />
          </Route>
        </Switch>
      </Boundary>
    </Frame>
  );
}
