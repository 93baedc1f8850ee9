// Every page of the office. All but the first come when they are wanted.

import { Boundary } from "@comanda/ui";
import { lazy, Suspense } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { Dashboard } from "./features/dashboard/Dashboard.tsx";
import { Frame } from "./frame/Frame.tsx";
import { Gate, SignedIn } from "./frame/Gate.tsx";
import { Failed, Loading } from "./parts/States.tsx";
import { StepUpProvider } from "./parts/StepUp.tsx";

const Orders = lazy(() => import("./features/orders/Orders.tsx"));
const OrderPage = lazy(() => import("./features/orders/OrderPage.tsx"));
const MenuPage = lazy(() => import("./features/menu/MenuPage.tsx"));

export function App() {
  return (
    <Switch>
      <Route path="/signed-in">
        <SignedIn />
      </Route>
      <Route>
        <Gate>
          <StepUpProvider>
            <Frame>
              <Pages />
            </Frame>
          </StepUpProvider>
        </Gate>
      </Route>
    </Switch>
  );
}

function Pages() {
  const [path] = useLocation();
  return (
    <Boundary
      key={path.split("/")[1]}
      fallback={(error, again) => <Failed error={error} again={again} />}
    >
      <Suspense fallback={<Loading rows={6} />}>
        <Switch>
          <Route path="/" component={Dashboard} />
          <Route path="/orders" component={Orders} />
          <Route path="/orders/:order" component={OrderPage} />
          <Route path="/menu/*?" component={MenuPage} />
          <Route>
            <Redirect to="/" />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
