import { lazy, Suspense, type ComponentType } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { CheckPage } from './check/check-page.js';
import { WithSigner } from './keys/signer-context.js';
import { Boundary } from './parts/boundary.js';
import { Frame } from './parts/frame.js';
import { Loading } from './parts/loading.js';
import { NotFound } from './parts/not-found.js';

// The front page comes at once, and each other when it is asked for.
const later = <Given,>(load: () => Promise<ComponentType<Given>>) =>
  lazy(async () => ({ default: await load() }));
const workPage = () => import('./work/work-page.js');
const WorkPage = later(async () => (await workPage()).WorkPage);
const RegisterPage = later(async () => (await import('./register/register-page.js')).RegisterPage);
const PersonPage = later(async () => (await import('./person/person-page.js')).PersonPage);
const BrowsePage = later(async () => (await import('./browse/browse-page.js')).BrowsePage);
const LogPage = later(async () => (await import('./log/log-page.js')).LogPage);
const VerifyPage = later(async () => (await import('./verify/verify-page.js')).VerifyPage);
const MinePage = later(async () => (await import('./mine/mine-page.js')).MinePage);

// Most come by a link to a work: it is asked for while the frame is drawn.
const [, work] = /^\/works\/(work:[^/]+)$/.exec(location.pathname) ?? [];
const cameTo = location.pathname;
if (work !== undefined)
  workPage().then(
    // Whoever went on meanwhile asks for what is there.
    ({ askForWork }) => location.pathname === cameTo && askForWork(work),
    // The page itself says that it could not be loaded.
    () => undefined,
  );

export const App = () => (
  <WithSigner>
    <Frame>
      <Pages />
    </Frame>
  </WithSigner>
);

function Pages() {
  const [at] = useLocation();
  return (
    // A page that failed does not stand in the way of another.
    <Boundary key={at}>
      <Suspense fallback={<Loading what="the page" />}>
        <Switch>
          <Route path="/">
            <CheckPage />
          </Route>
          <Route path="/works/new">
            <RegisterPage />
          </Route>
          <Route path="/works">
            <BrowsePage />
          </Route>
          <Route path="/works/:id">{({ id }) => <WorkPage id={id} />}</Route>
          <Route path="/people/:id">{({ id }) => <PersonPage id={id} />}</Route>
          <Route path="/register">
            <LogPage />
          </Route>
          <Route path="/verify">
            <VerifyPage />
          </Route>
          <Route path="/mine">
            <MinePage />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
