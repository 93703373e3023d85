import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { t } from '../lib/messages.ts';
import { PersonIcon } from '../ui/icons.tsx';
import { useSession } from '../graphql/provider.tsx';
import { isStaff } from './is-staff.ts';
import './account-menu.css';

/** Sign in, or who is signed in with the way out. Empty until it is known, so that nothing flickers. */
export const AccountMenu = (): ReactNode => {
  const { session, state } = useSession();
  const [path] = useLocation();
  if (state.kind === 'unknown') return <span className="account-menu__space" />;
  if (state.kind === 'anonymous') {
    return (
      <Link className="account-menu__link" href={`/sign-in?next=${encodeURIComponent(path)}`}>
        {t.nav.signIn}
      </Link>
    );
  }
  const { name, isGuest } = state.viewer;
  return (
    <details className="account-menu" key={path}>
      <summary aria-label={t.nav.signedInAs(name)}>
        <PersonIcon />
      </summary>
      <div className="account-menu__sheet">
        <p className="account-menu__name">{name}</p>
        <Link href="/account">{t.nav.account}</Link>
        <Link href="/orders">{t.nav.orders}</Link>
        {isStaff(state.viewer.role) && <Link href="/admin">{t.nav.admin}</Link>}
        {isGuest && <Link href={`/register?next=${encodeURIComponent(path)}`}>{t.nav.register}</Link>}
        <button type="button" onClick={() => void session.signOut().catch(() => undefined)}>
          {t.nav.signOut}
        </button>
      </div>
    </details>
  );
};
