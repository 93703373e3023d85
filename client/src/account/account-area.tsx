import { lazy, Suspense, useEffect, useRef, type ComponentType, type ReactNode } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NotFoundView } from '../ui/not-found-view.tsx';
import { Notice } from '../ui/notice.tsx';
import { Outline } from '../ui/skeleton.tsx';
import { tc } from './messages.ts';
import './account-area.css';

const ProfilePage = lazy(() => import('./profile-page.tsx').then((m) => ({ default: m.ProfilePage })));
const AddressesPage = lazy(() => import('./addresses-page.tsx').then((m) => ({ default: m.AddressesPage })));
const SecurityPage = lazy(() => import('./security-page.tsx').then((m) => ({ default: m.SecurityPage })));
const SessionsPage = lazy(() => import('./sessions-page.tsx').then((m) => ({ default: m.SessionsPage })));
const DataPage = lazy(() => import('./data-page.tsx').then((m) => ({ default: m.DataPage })));

type AccountPage = {
  readonly path: string;
  readonly label: string;
  readonly Page: ComponentType;
  /** Whether it means anything without an e-mail address and a password. */
  readonly isForGuests: boolean;
};

/** In the order of the navigation. */
const pages: readonly AccountPage[] = [
  { path: '/account', label: tc.profile.title, Page: ProfilePage, isForGuests: true },
  { path: '/account/addresses', label: tc.addresses.title, Page: AddressesPage, isForGuests: true },
  { path: '/account/security', label: tc.security.title, Page: SecurityPage, isForGuests: false },
  { path: '/account/sessions', label: tc.sessions.title, Page: SessionsPage, isForGuests: true },
  { path: '/account/data', label: tc.data.title, Page: DataPage, isForGuests: true },
];

export const AccountArea = (): ReactNode => {
  const { state } = useSession();
  const [path] = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a phone the navigation is wider than the window.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft;
  });
  if (state.kind === 'unknown') return <Outline hasTitle />;
  if (state.kind === 'anonymous') {
    return (
      <EmptyState title={tc.signInTitle} hint={tc.signInHint}>
        <ButtonLink href={`/sign-in?next=${encodeURIComponent(path)}`}>{t.nav.signIn}</ButtonLink>
        <ButtonLink look="secondary" href={`/register?next=${encodeURIComponent(path)}`}>
          {t.nav.register}
        </ButtonLink>
      </EmptyState>
    );
  }
  const { isGuest } = state.viewer;
  const shown = pages.filter(({ isForGuests }) => isForGuests || !isGuest);
  return (
    <div className="account">
      <p className="account__title">{tc.title}</p>
      <nav className="account__nav" ref={nav} aria-label={tc.nav}>
        {shown.map(({ path: href, label }) => (
          <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
            {label}
          </Link>
        ))}
        <Link href="/orders">{t.nav.orders}</Link>
      </nav>
      <div className="account__page">
        {isGuest && (
          <Notice tone="info">
            {tc.guestHint} <Link href={`/register?next=${encodeURIComponent(path)}`}>{t.nav.register}</Link>
          </Notice>
        )}
        <Suspense fallback={<Outline hasTitle blocks={2} />}>
          <Switch>
            {shown.map(({ path: route, Page }) => (
              <Route key={route} path={route} component={Page} />
            ))}
            <Route component={NotFoundView} />
          </Switch>
        </Suspense>
      </div>
    </div>
  );
};
