import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { Pending } from '../problems/pending.tsx';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { formatDateTime, formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { OrderStatusBadge } from '../orders/order-status-badge.tsx';
import './orders-page.css';

const OrdersPageQuery = graphql(`
  query OrdersPage($after: String) {
    me {
      id
      orders(first: 20, after: $after) {
        edges {
          node {
            id
            number
            status
            fulfillmentStatus
            placedAt
            totalQuantity
            total {
              amount
              currency
              digits
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const OrdersPage = (): ReactNode => {
  useTitle(t.orders.title);
  const { state } = useSession();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = usePersonalQuery({
    query: OrdersPageQuery,
    variables: { after },
    pause: state.kind === 'anonymous',
  });
  if (state.kind === 'anonymous') {
    return (
      <EmptyState title={t.orders.signInTitle} hint={t.orders.signInHint}>
        <ButtonLink href="/sign-in?next=/orders">{t.nav.signIn}</ButtonLink>
        <ButtonLink look="secondary" href="/find-order">
          {t.findOrder.title}
        </ButtonLink>
      </EmptyState>
    );
  }
  const orders = data?.me?.orders;
  if (!orders) return <Pending error={error} onRetry={refetch} hasTitle />;
  if (orders.edges.length === 0) {
    return (
      <EmptyState title={t.orders.emptyTitle} hint={t.orders.emptyHint}>
        <ButtonLink href="/products">{t.shop.browseAll}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <h1>{t.orders.title}</h1>
      <ul className="orders">
        {orders.edges.map(({ node }) => (
          <li key={node.id} className="orders__item card">
            <div>
              <Link className="orders__link" href={`/orders/${node.id}`}>
                {t.order.title(node.number)}
              </Link>
              <p className="muted small">
                {formatDateTime(node.placedAt)} · {t.cart.items(node.totalQuantity)}
              </p>
            </div>
            <OrderStatusBadge status={node.status} fulfillmentStatus={node.fulfillmentStatus} />
            <strong className="orders__total tabular">{formatMoney(node.total)}</strong>
          </li>
        ))}
      </ul>
      <MoreButton pageInfo={orders.pageInfo} isFetching={fetching} onMore={setAfter} />
    </div>
  );
};
