import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { GraphqlProvider } from '../graphql/provider.tsx';
import type { Shop } from '../graphql/shop.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

const Storefront = lazy(() => import('../storefront/storefront.tsx').then((m) => ({ default: m.Storefront })));
const Admin = lazy(() => import('../admin/admin.tsx').then((m) => ({ default: m.Admin })));
const ProviderReturnPage = lazy(() =>
  import('../account/provider-return-page.tsx').then((m) => ({ default: m.ProviderReturnPage })),
);
const SignInPage = lazy(() => import('../account/sign-in-page.tsx').then((m) => ({ default: m.SignInPage })));
const RegisterPage = lazy(() => import('../account/register-page.tsx').then((m) => ({ default: m.RegisterPage })));

const ForgotPasswordPage = lazy(() =>
  import('../account/forgot-password-page.tsx').then((m) => ({ default: m.ForgotPasswordPage })),
);
const ResetPasswordPage = lazy(() =>
  import('../account/reset-password-page.tsx').then((m) => ({ default: m.ResetPasswordPage })),
);
const VerifyEmailPage = lazy(() =>
  import('../account/confirm-email-page.tsx').then((m) => ({ default: m.VerifyEmailPage })),
);
const ConfirmEmailChangePage = lazy(() =>
  import('../account/confirm-email-page.tsx').then((m) => ({ default: m.ConfirmEmailChangePage })),
);

type Props = { readonly url: string; readonly shop: Shop; readonly fetch?: typeof globalThis.fetch };

export const App = ({ url, shop, fetch = globalThis.fetch }: Props): ReactNode => (
  <ErrorBoundary>
    <GraphqlProvider url={url} shop={shop} fetch={fetch}>
      <ConnectionBanner />
      <Suspense>
        <Switch>
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/sign-in/return" component={ProviderReturnPage} />
          <Route path="/register" component={RegisterPage} />
          <Route path="/forgot-password" component={ForgotPasswordPage} />
          <Route path="/reset-password" component={ResetPasswordPage} />
          <Route path="/verify-email" component={VerifyEmailPage} />
          <Route path="/confirm-email-change" component={ConfirmEmailChangePage} />
          <Route path="/admin/*?" component={Admin} />
          <Route component={Storefront} />
        </Switch>
      </Suspense>
    </GraphqlProvider>
  </ErrorBoundary>
);
