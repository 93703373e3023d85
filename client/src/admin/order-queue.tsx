import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OrderSort, OrderStatus } from '../graphql/__generated__/graphql.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { useLiveOrders } from './use-live-orders.ts';
import { formatAgo, formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useServerNow } from '../lib/server-clock.ts';
import { OrderStatusBadge } from '../orders/order-status-badge.tsx';
import { ta } from './messages.ts';
import { WorkList } from './work-list.tsx';
import './order-queue.css';

const OrderQueueItem = graphql(`
  fragment OrderQueueItem on Order {
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
    buyer {
      id
      name
    }
  }
`);

const OrderQueueQuery = graphql(`
  query OrderQueue($status: [OrderStatus!]!, $sort: OrderSort!) {
    orders(filter: { status: $status }, sort: $sort, first: 50) {
      totalCount
      edges {
        node {
          id
          ...OrderQueueItem
        }
      }
    }
  }
`);

/** Work comes oldest first: the one that waited longest leads. What is over comes newest first. */
const sorts = {
  PENDING_PAYMENT: 'PLACED_AT_DESC',
  PAID: 'PLACED_AT_ASC',
  CONFIRMED: 'PLACED_AT_ASC',
  COMPLETED: 'PLACED_AT_DESC',
  CANCELLED: 'PLACED_AT_DESC',
  EXPIRED: 'PLACED_AT_DESC',
} as const satisfies Record<OrderStatus, OrderSort>;

export const OrderQueue = ({ status }: { readonly status: OrderStatus }): ReactNode => {
  const [{ data, error }, refetch] = useLiveOrders({
    query: OrderQueueQuery,
    variables: { status: [status], sort: sorts[status] },
  });
  const nowMs = useServerNow(30_000);
  return (
    <WorkList
      list={data?.orders}
      error={error}
      onRetry={refetch}
      className="order-queue"
      emptyTitle={ta.orders.emptyTitle}
      emptyHint={ta.orders.empty[status]}
    >
      {(node) => <QueueItem key={node.id} order={node} nowMs={nowMs} />}
    </WorkList>
  );
};

type ItemProps = { readonly order: FragmentType<typeof OrderQueueItem>; readonly nowMs: number };

const QueueItem = ({ order: masked, nowMs }: ItemProps): ReactNode => {
  const order = readFragment(OrderQueueItem, masked);
  return (
    <li className="order-queue__item card">
      <Link className="order-queue__link" href={`/admin/orders/${order.id}`}>
        {t.order.title(order.number)}
      </Link>
      <span className="order-queue__buyer">{order.buyer?.name ?? ta.orders.buyerGone}</span>
      <span className="order-queue__when muted small">
        {t.cart.items(order.totalQuantity)} · {ta.orders.waiting(formatAgo(order.placedAt, nowMs))}
      </span>
      <OrderStatusBadge status={order.status} fulfillmentStatus={order.fulfillmentStatus} />
      <strong className="order-queue__total tabular">{formatMoney(order.total)}</strong>
    </li>
  );
};
