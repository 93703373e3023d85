import type { ReactNode } from 'react';
import { t } from '../lib/messages.ts';
import { Badge, type Tone } from '../ui/badge.tsx';

type OrderStatus = keyof typeof t.order.statuses;
type FulfillmentStatus = keyof typeof t.order.fulfillments;

const tones: Readonly<Record<OrderStatus, Tone>> = {
  PENDING_PAYMENT: 'waiting',
  PAID: 'good',
  CONFIRMED: 'good',
  COMPLETED: 'neutral',
  CANCELLED: 'bad',
  EXPIRED: 'bad',
};

type Props = { readonly status: OrderStatus; readonly fulfillmentStatus?: FulfillmentStatus };

/** One word for where an order stands; once confirmed, where its goods are says more. */
export const OrderStatusBadge = ({ status, fulfillmentStatus = 'UNFULFILLED' }: Props): ReactNode => (
  <Badge tone={tones[status]}>
    {status === 'CONFIRMED' && fulfillmentStatus !== 'UNFULFILLED'
      ? t.order.fulfillments[fulfillmentStatus]
      : t.order.statuses[status]}
  </Badge>
);
