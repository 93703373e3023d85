import type { ReactNode } from 'react';
import { readFragment } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { Pending } from '../problems/pending.tsx';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { CartContents } from './cart-documents.ts';
import { ContactStep } from './contact-step.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import './checkout-page.css';

const CheckoutPageQuery = graphql(`
  query CheckoutPage {
    cart {
      id
      ...CartContents
    }
    me {
      id
      name
      phone
      email
      ...DeliveryStepUser
    }
  }
`);

export const CheckoutPage = (): ReactNode => {
  useTitle(t.checkout.title);
  const { state } = useSession();
  const [{ data, error, fetching }, refetch] = usePersonalQuery({ query: CheckoutPageQuery });
  if (!data) return <Pending error={error} onRetry={refetch} hasTitle />;

  const cart = readFragment(CartContents, data.cart);
  if (cart.lines.length === 0 && !fetching) {
    return (
      <EmptyState title={t.cart.emptyTitle} hint={t.cart.emptyHint}>
        <ButtonLink href="/products">{t.shop.browseAll}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <div className="checkout">
      <h1>{t.checkout.title}</h1>
      <div className="checkout__steps">
        {state.kind === 'signed-in' && data.me ? (
          <>
            <section className="card checkout__step checkout__who">
              <h2>{t.checkout.contact}</h2>
              <p>
                {data.me.name}
                <span className="muted"> · {data.me.email ?? data.me.phone}</span>
              </p>
            </section>
            <DeliveryStep
              user={data.me}
              cart={cart}
              onTotalChanged={() => refetch({ requestPolicy: 'network-only' })}
            />
          </>
        ) : (
          <ContactStep />
        )}
      </div>
      <aside className="card checkout__summary" aria-label={t.checkout.summary}>
        <h2>{t.checkout.summary}</h2>
        <ul className="checkout__lines">
          {cart.lines.map(({ id, quantity, total, variant }) => (
            <li key={id}>
              <span>
                {quantity} × {variant?.product.name ?? t.cart.goneItem}
              </span>
              <span className="tabular">{total ? formatMoney(total) : '—'}</span>
            </li>
          ))}
        </ul>
        <p className="checkout__total">
          <span>{t.checkout.total}</span>
          <strong className="tabular">{cart.subtotal ? formatMoney(cart.subtotal) : '—'}</strong>
        </p>
      </aside>
    </div>
  );
};
