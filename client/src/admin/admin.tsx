import { lazy, type ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { AccountMenu } from '../account/account-menu.tsx';
import { isStaff } from '../account/is-staff.ts';
import type { Permission } from '../graphql/__generated__/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Logo } from '../ui/logo.tsx';
import { NotFoundView } from '../ui/not-found-view.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { Outline } from '../ui/skeleton.tsx';
import { ta } from './messages.ts';
import { OrdersPage } from './orders-page.tsx';
import './admin.css';

const OrderPage = lazy(() => import('./order-page.tsx').then((m) => ({ default: m.OrderPage })));
const StockPage = lazy(() => import('./stock-page.tsx').then((m) => ({ default: m.StockPage })));
const ProcessingPage = lazy(() => import('./processing-page.tsx').then((m) => ({ default: m.ProcessingPage })));
const UsersPage = lazy(() => import('./users-page.tsx').then((m) => ({ default: m.UsersPage })));
const UserPage = lazy(() => import('./user-page.tsx').then((m) => ({ default: m.UserPage })));
const RolesPage = lazy(() => import('./roles-page.tsx').then((m) => ({ default: m.RolesPage })));
const ApiKeysPage = lazy(() => import('./api-keys-page.tsx').then((m) => ({ default: m.ApiKeysPage })));
const AuditPage = lazy(() => import('./audit-page.tsx').then((m) => ({ default: m.AuditPage })));
const LowStockPage = lazy(() => import('./low-stock-page.tsx').then((m) => ({ default: m.LowStockPage })));

/** What a page needs: a permission, or the role. */
type Need = Permission | 'ADMIN';

/** Each with what its page needs. */
const links = [
  ['/admin/orders', ta.nav.orders, 'READ_ORDERS'],
  ['/admin/stock', ta.nav.stock, 'MANAGE_STOCK'],
  ['/admin/low-stock', ta.nav.lowStock, 'MANAGE_STOCK'],
  ['/admin/processing', ta.nav.processing, 'REPAIR'],
  ['/admin/users', ta.nav.users, 'READ_CUSTOMERS'],
  ['/admin/roles', ta.nav.roles, 'READ_CUSTOMERS'],
  ['/admin/api-keys', ta.nav.apiKeys, 'ADMIN'],
  ['/admin/audit', ta.nav.audit, 'READ_AUDIT_LOG'],
] as const satisfies readonly (readonly [string, string, Need])[];

const allowed = (rights: readonly Need[]) => links.filter(([, , need]) => rights.includes(need));

type StaffProps = { readonly rights: readonly Need[] };

const AdminHeader = ({ rights }: StaffProps): ReactNode => {
  const [path] = useLocation();
  return (
    <header className="admin-header">
      <div className="admin-header__row">
        <Logo href="/admin" />
        <div className="admin-header__account">
          <Link href="/">{ta.nav.shop}</Link>
          <AccountMenu />
        </div>
        <nav aria-label={ta.nav.label} className="admin-header__nav">
          {allowed(rights).map(([href, label]) => (
            <Link key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
              {label}
            </Link>
          ))}
        </nav>
      </div>
    </header>
  );
};

export const Admin = (): ReactNode => {
  const { state } = useSession();
  switch (state.kind) {
    case 'unknown':
      return (
        <main className="page">
          <Outline hasTitle />
        </main>
      );
    case 'anonymous':
      return <Denied title={ta.denied.anonymousTitle} hint={ta.denied.anonymousHint} action={t.nav.signIn} />;
    case 'signed-in':
      if (state.needsSecondFactor)
        return (
          <Denied
            title={ta.denied.secondFactorTitle}
            hint={ta.denied.secondFactorHint}
            action={ta.denied.setUp}
            href="/account/security"
          />
        );
      return isStaff(state.viewer.role) ? (
        <StaffArea
          rights={[...state.viewer.permissions, ...(state.viewer.role === 'ADMIN' ? ['ADMIN' as const] : [])]}
        />
      ) : (
        <Denied title={ta.denied.title} hint={ta.denied.hint} action={ta.denied.other} />
      );
  }
};

type DeniedProps = {
  readonly title: string;
  readonly hint: string;
  readonly action: string;
  /** Where the action leads, if not to the sign-in. */
  readonly href?: string;
};

const Denied = ({ title, hint, action, href }: DeniedProps): ReactNode => {
  const [path] = useLocation();
  return (
    <main className="page admin-denied">
      <Logo />
      <EmptyState title={title} hint={hint}>
        <ButtonLink href={href ?? `/sign-in?next=${encodeURIComponent(path)}`}>{action}</ButtonLink>
        <ButtonLink look="secondary" href="/">
          {ta.nav.shop}
        </ButtonLink>
      </EmptyState>
    </main>
  );
};

const StaffArea = ({ rights }: StaffProps): ReactNode => (
  <>
    <AdminHeader rights={rights} />
    <PageFrame>
      <Switch>
        <Route path="/admin">
          <Redirect to={allowed(rights)[0]?.[0] ?? '/admin/orders'} replace />
        </Route>
        <Route path="/admin/orders" component={OrdersPage} />
        <Route path="/admin/orders/:id">{({ id }) => <OrderPage key={id} id={id} />}</Route>
        <Route path="/admin/stock" component={StockPage} />
        <Route path="/admin/low-stock" component={LowStockPage} />
        <Route path="/admin/processing" component={ProcessingPage} />
        <Route path="/admin/users" component={UsersPage} />
        <Route path="/admin/users/:id">{({ id }) => <UserPage key={id} id={id} />}</Route>
        <Route path="/admin/roles" component={RolesPage} />
        <Route path="/admin/api-keys" component={ApiKeysPage} />
        <Route path="/admin/audit" component={AuditPage} />
        <Route component={NotFoundView} />
      </Switch>
    </PageFrame>
  </>
);
