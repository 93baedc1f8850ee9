// Every address of the app.

import { lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Board } from "./features/board/Board.tsx";
import { Loading } from "./features/shell/Loading.tsx";
import { Place } from "./features/shell/Place.tsx";
import { Shell } from "./features/shell/Shell.tsx";
import { Gate } from "./features/start/Gate.tsx";
import { NotFound } from "./features/start/NotFound.tsx";
import { SignedIn } from "./features/start/SignedIn.tsx";
import { Start } from "./features/start/Start.tsx";

const Menu = lazy(async () => ({ default: (await import("./features/menu/Menu.tsx")).Menu }));
const Pace = lazy(async () => ({ default: (await import("./features/pace/Pace.tsx")).Pace }));
const Till = lazy(async () => ({ default: (await import("./features/till/Till.tsx")).Till }));
const Today = lazy(async () => ({ default: (await import("./features/till/Today.tsx")).Today }));
const Code = lazy(async () => ({ default: (await import("./features/code/Code.tsx")).Code }));
const Display = lazy(async () => ({
  default: (await import("./features/display/Display.tsx")).Display,
}));

export function App() {
  return (
    <Switch>
      <Route path="/signed-in">
        <SignedIn />
      </Route>
      <Route path="/">
        <Gate>{(me) => <Start me={me} />}</Gate>
      </Route>
      <Route path="/l/:location" nest>
        {({ location }) => (
          <Gate>
            {(me) => (
              <Place location={location} me={me}>
                <Suspense fallback={<Loading />}>
                  <Switch>
                    <Route path="/display">
                      <Display />
                    </Route>
                    <Route path="/code">
                      <Code />
                    </Route>
                    <Route>
                      <Shell>
                        <Screens />
                      </Shell>
                    </Route>
                  </Switch>
                </Suspense>
              </Place>
            )}
          </Gate>
        )}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** What has the bar with the names of all screens around it. */
function Screens() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/">
          <Board />
        </Route>
        <Route path="/menu">
          <Menu />
        </Route>
        <Route path="/pace">
          <Pace />
        </Route>
        <Route path="/till">
          <Till />
        </Route>
        <Route path="/till/today">
          <Today />
        </Route>
        <Route>
          <Redirect to="/" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
