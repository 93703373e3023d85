import { lazy, type ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { AccountMenu } from '../account/account-menu.tsx';
import { isStaff } from '../account/is-staff.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Logo } from '../ui/logo.tsx';
import { NotFoundView } from '../ui/not-found-view.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { ta } from './messages.ts';
import { OrdersPage } from './orders-page.tsx';
import './admin.css';

const OrderPage = lazy(() => import('./order-page.tsx').then((m) => ({ default: m.OrderPage })));
const StockPage = lazy(() => import('./stock-page.tsx').then((m) => ({ default: m.StockPage })));
const ProcessingPage = lazy(() => import('./processing-page.tsx').then((m) => ({ default: m.ProcessingPage })));
const LowStockPage = lazy(() => import('./low-stock-page.tsx').then((m) => ({ default: m.LowStockPage })));

const links = [
  ['/admin/orders', ta.nav.orders],
  ['/admin/stock', ta.nav.stock],
  ['/admin/low-stock', ta.nav.lowStock],
  ['/admin/processing', ta.nav.processing],
] as const;

const AdminHeader = (): ReactNode => {
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
          {links.map(([href, label]) => (
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
          <Loading>
            <Skeleton shape="title" />
            <Skeleton shape="block" count={3} />
          </Loading>
        </main>
      );
    case 'anonymous':
      return <Denied title={ta.denied.anonymousTitle} hint={ta.denied.anonymousHint} action={t.nav.signIn} />;
    case 'signed-in':
      return isStaff(state.viewer.role) ? (
        <StaffArea />
      ) : (
        <Denied title={ta.denied.title} hint={ta.denied.hint} action={ta.denied.other} />
      );
  }
};

type DeniedProps = { readonly title: string; readonly hint: string; readonly action: string };

const Denied = ({ title, hint, action }: DeniedProps): ReactNode => {
  const [path] = useLocation();
  return (
    <main className="page admin-denied">
      <Logo />
      <EmptyState title={title} hint={hint}>
        <ButtonLink href={`/sign-in?next=${encodeURIComponent(path)}`}>{action}</ButtonLink>
        <ButtonLink look="secondary" href="/">
          {ta.nav.shop}
        </ButtonLink>
      </EmptyState>
    </main>
  );
};

const StaffArea = (): ReactNode => (
  <>
    <AdminHeader />
    <PageFrame>
      <Switch>
        <Route path="/admin">
          <Redirect to="/admin/orders" replace />
        </Route>
        <Route path="/admin/orders" component={OrdersPage} />
        <Route path="/admin/orders/:id">{({ id }) => <OrderPage key={id} id={id} />}</Route>
        <Route path="/admin/stock" component={StockPage} />
        <Route path="/admin/low-stock" component={LowStockPage} />
        <Route path="/admin/processing" component={ProcessingPage} />
        <Route component={NotFoundView} />
      </Switch>
    </PageFrame>
  </>
);
