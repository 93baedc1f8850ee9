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
const Stock = lazy(() => import("./features/stock/Stock.tsx"));
const HoursPage = lazy(() => import("./features/hours/HoursPage.tsx"));
const Capacity = lazy(() => import("./features/capacity/Capacity.tsx"));
const Staff = lazy(() => import("./features/staff/Staff.tsx"));
const Customers = lazy(() => import("./features/customers/Customers.tsx"));
const CustomerPage = lazy(() => import("./features/customers/CustomerPage.tsx"));
const Workflows = lazy(() => import("./features/workflows/Workflows.tsx"));
const ExecutionPage = lazy(() => import("./features/workflows/ExecutionPage.tsx"));
const Audit = lazy(() => import("./features/audit/Audit.tsx"));
const Settings = lazy(() => import("./features/settings/Settings.tsx"));

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
          <Route path="/stock" component={Stock} />
          <Route path="/hours" component={HoursPage} />
          <Route path="/capacity" component={Capacity} />
          <Route path="/staff" component={Staff} />
          <Route path="/customers" component={Customers} />
          <Route path="/customers/:customer" component={CustomerPage} />
          <Route path="/workflows" component={Workflows} />
          <Route path="/workflows/:machine/:name" component={ExecutionPage} />
          <Route path="/audit" component={Audit} />
          <Route path="/settings" component={Settings} />
          <Route>
            <Redirect to="/" />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
