import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { CheckPage } from './check/check-page.js';
import { WithSigner } from './keys/signer-context.js';
import { Frame } from './parts/frame.js';
import { Loading } from './parts/loading.js';
import { NotFound } from './parts/not-found.js';

// The front page comes at once, and each other when it is asked for.
const WorkPage = lazy(() => import('./work/work-page.js').then(({ WorkPage: page }) => ({ default: page })));

const RegisterPage = lazy(() =>
  import('./register/register-page.js').then(({ RegisterPage: page }) => ({ default: page })),
);

export const App = () => (
  <WithSigner>
    <Frame>
      <Suspense fallback={<Loading what="the page" />}>
        <Switch>
          <Route path="/">
            <CheckPage />
          </Route>
          <Route path="/works/new">
            <RegisterPage />
          </Route>
          <Route path="/works/:id">{({ id }) => <WorkPage id={id} />}</Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Frame>
  </WithSigner>
);
