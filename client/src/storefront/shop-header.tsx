import type { FormEvent, ReactNode } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { isStaff } from '../account/is-staff.ts';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { formValues } from '../lib/form-values.ts';
import { t } from '../lib/messages.ts';
import { AccountMenu } from '../account/account-menu.tsx';
import { BagIcon, SearchIcon } from '../ui/icons.tsx';
import { Logo } from '../ui/logo.tsx';
import './shop-header.css';

const CartBadgeQuery = graphql(`
  query CartBadge {
    cart {
      id
      totalQuantity
    }
  }
`);

const CartLink = (): ReactNode => {
  const [{ data }] = usePersonalQuery({ query: CartBadgeQuery, requestPolicy: 'cache-first' });
  const count = data?.cart.totalQuantity ?? 0;
  return (
    <Link href="/cart" className="shop-header__cart" aria-label={t.nav.cart(count)}>
      <BagIcon />
      {count > 0 && (
        <span className="shop-header__count tabular" aria-hidden>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
};

const Search = (): ReactNode => {
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  const search = params.get('search') ?? '';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = formValues(event.currentTarget)['search']?.trim() ?? '';
    navigate(words ? `/products?${new URLSearchParams({ search: words })}` : '/products');
  };
  return (
    <form role="search" className="shop-header__search" onSubmit={submit}>
      <SearchIcon />
      <input
        key={search}
        type="search"
        name="search"
        defaultValue={search}
        maxLength={200}
        aria-label={t.search.label}
        placeholder={t.search.placeholder}
        enterKeyHint="search"
      />
    </form>
  );
};

export const ShopHeader = (): ReactNode => {
  const { state } = useSession();
  const canEnterAdmin = state.kind === 'signed-in' && isStaff(state.viewer.role);
  return (
    <header className="shop-header">
      <a className="skip-link" href="#content">
        {t.shop.skip}
      </a>
      <div className="shop-header__row">
        <Logo />
        <Search />
        <nav className="shop-header__nav" aria-label={t.nav.main}>
          <Link href="/products" className="shop-header__link shop-header__link--wide">
            {t.nav.products}
          </Link>
          <Link href="/orders" className="shop-header__link shop-header__link--wide">
            {t.nav.orders}
          </Link>
          {canEnterAdmin && (
            <Link href="/admin" className="shop-header__link shop-header__link--wide">
              {t.nav.admin}
            </Link>
          )}
          <AccountMenu />
          <CartLink />
        </nav>
      </div>
    </header>
  );
};
