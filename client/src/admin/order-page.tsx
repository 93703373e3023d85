import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { readFragment } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { OrderDetailsView } from '../orders/order-details.tsx';
import { OrderDetails } from '../orders/order-documents.ts';
import { Pending } from '../problems/pending.tsx';
import { useLiveOrder } from '../orders/use-live-order.ts';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { OrderStatusBadge } from '../orders/order-status-badge.tsx';
import { ta } from './messages.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderPayments } from './order-payments.tsx';

const AdminOrderQuery = graphql(`
  query AdminOrder($id: ID!) {
    order(id: $id) {
      id
      status
      buyer {
        id
        name
        email
        phone
        isGuest
      }
      unavailableActions {
        action
        reason
      }
      payments {
        id
        ...OrderPayment
      }
      ...OrderDetails
    }
  }
`);

export const OrderPage = ({ id }: { readonly id: string }): ReactNode => {
  const [{ data, error, fetching, stale }, refetch] = useLiveOrder(AdminOrderQuery, id);
  const order = readFragment(OrderDetails, data?.order);
  useTitle(order ? t.order.title(order.number) : undefined);
  if (!order) {
    if (data && !error && !fetching && !stale) return <EmptyState title={t.order.notFound} hint={t.refusal.notFound} />;
    return <Pending error={error} onRetry={refetch} hasTitle />;
  }
  const buyer = data?.order?.buyer;
  return (
    <article className="order">
      <header className="order__head">
        <p className="small">
          <Link href={`/admin/orders?status=${order.status}`}>← {ta.order.back}</Link>
        </p>
        <div className="order__title">
          <h1>{t.order.title(order.number)}</h1>
          <OrderStatusBadge status={order.status} fulfillmentStatus={order.fulfillmentStatus} />
        </div>
        <p className="muted">
          {t.order.placed(formatDateTime(order.placedAt))}
          {buyer && ` · ${[buyer.name, buyer.email, buyer.phone].filter((fact) => fact).join(' · ')}`}
        </p>
      </header>
      <OrderActions
        orderId={order.id}
        actions={order.availableActions}
        unavailable={data?.order?.unavailableActions ?? []}
      />
      <OrderDetailsView order={order} />
      {data?.order?.payments && <OrderPayments payments={data.order.payments} onRefunded={refetch} />}
    </article>
  );
};
