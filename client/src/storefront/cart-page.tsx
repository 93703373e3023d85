import type { ReactNode } from 'react';
import { readFragment } from '../graphql/fragment.ts';
import { Pending } from '../problems/pending.tsx';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { CartContents, CartQuery } from './cart-documents.ts';
import { CartLine } from './cart-line.tsx';
import { useCart } from './use-cart.ts';
import './cart-page.css';

export const CartPage = (): ReactNode => {
  useTitle(t.cart.title);
  const [{ data, error }, refetch] = usePersonalQuery({ query: CartQuery });
  const { failure, setQuantity, remove } = useCart();
  const cart = readFragment(CartContents, data?.cart);
  if (!cart) return <Pending error={error} onRetry={refetch} hasTitle />;
  if (cart.lines.length === 0) {
    return (
      <div className="stack">
        {failure && <Notice tone="error">{failure}</Notice>}
        <EmptyState title={t.cart.emptyTitle} hint={t.cart.emptyHint}>
          <ButtonLink href="/products">{t.shop.browseAll}</ButtonLink>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="cart">
      <h1>{t.cart.title}</h1>
      {failure && <Notice tone="error">{failure}</Notice>}
      <ul className="cart__lines">
        {cart.lines.map((line) => (
          <CartLine
            key={line.id}
            line={line}
            onQuantity={(quantity) => void setQuantity(line.id, quantity)}
            onRemove={() => void remove(line.id)}
          />
        ))}
      </ul>
      <section className="cart__summary card">
        <p className="cart__subtotal">
          <span>
            {t.cart.subtotal} <span className="muted">({t.cart.items(cart.totalQuantity)})</span>
          </span>
          <strong className="tabular">{cart.subtotal ? formatMoney(cart.subtotal) : '—'}</strong>
        </p>
        {!cart.subtotal && <p className="muted small">{t.cart.unknownPrice}</p>}
        <ButtonLink href="/checkout" isWide>
          {t.cart.checkout}
        </ButtonLink>
      </section>
    </div>
  );
};
