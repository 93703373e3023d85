import type { Money } from '@storegraph/subgraph-kit/money';
import type { OrderAddress } from './address.ts';
import type { TimelineKind } from './timeline.ts';

/** Where an order stands, with where its goods can be then. No other pair exists. */
export type OrderState =
  | { readonly status: 'PENDING_PAYMENT'; readonly fulfillmentStatus: 'UNFULFILLED' }
  | { readonly status: 'PAID'; readonly fulfillmentStatus: 'UNFULFILLED' }
  | { readonly status: 'CONFIRMED'; readonly fulfillmentStatus: 'UNFULFILLED' | 'SHIPPED' }
  | { readonly status: 'COMPLETED'; readonly fulfillmentStatus: 'DELIVERED' | 'RETURNED' }
  | { readonly status: 'CANCELLED'; readonly fulfillmentStatus: 'UNFULFILLED' }
  | { readonly status: 'EXPIRED'; readonly fulfillmentStatus: 'UNFULFILLED' };

export type OrderStatus = OrderState['status'];
export type FulfillmentStatus = OrderState['fulfillmentStatus'];

/** A placed order as it was read at `readAt`, by the database's clock. */
export type Order = OrderState & {
  readonly id: string;
  readonly number: string;
  readonly userId: string;
  readonly shippingAddress: OrderAddress;
  readonly note: string | null;
  readonly totalQuantity: number;
  readonly total: Money;
  readonly placedAt: Date;
  readonly holdExpiresAt: Date;
  readonly readAt: Date;
};

/** What an order owes, and to whom it is sold. */
export type Debt = Pick<Order, 'userId' | 'total' | 'holdExpiresAt'> & {
  /** Until when a payment that begins extends the hold. */
  readonly latestHoldExpiresAt: Date;
};

/** How an order travels. */
export type Fulfillment = {
  readonly carrier: string;
  readonly trackingNumber: string | null;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
};

const STATES = {
  UNPAID: { status: 'PENDING_PAYMENT', fulfillmentStatus: 'UNFULFILLED' },
  PAID: { status: 'PAID', fulfillmentStatus: 'UNFULFILLED' },
  CONFIRMED: { status: 'CONFIRMED', fulfillmentStatus: 'UNFULFILLED' },
  SHIPPED: { status: 'CONFIRMED', fulfillmentStatus: 'SHIPPED' },
  DELIVERED: { status: 'COMPLETED', fulfillmentStatus: 'DELIVERED' },
  CANCELLED: { status: 'CANCELLED', fulfillmentStatus: 'UNFULFILLED' },
  EXPIRED: { status: 'EXPIRED', fulfillmentStatus: 'UNFULFILLED' },
  RETURNED: { status: 'COMPLETED', fulfillmentStatus: 'RETURNED' },
} as const satisfies Record<string, OrderState>;
const { UNPAID, PAID, CONFIRMED, SHIPPED, DELIVERED, CANCELLED, EXPIRED } = STATES;

export const INITIAL_STATE = UNPAID;
export const ORDER_STATES: readonly OrderState[] = Object.values(STATES);

/** A step from one state to the next, with what the timeline and the other subgraphs are told of it. */
export type OrderTransition = {
  readonly from: OrderState;
  readonly to: OrderState;
  readonly timeline: TimelineKind;
  readonly event: `Order${string}`;
};

/** Every way an order can change its state. What is not here cannot happen. */
export const ORDER_TRANSITIONS = {
  pay: { from: UNPAID, to: PAID, timeline: 'PAID', event: 'OrderPaid' },
  cancel: { from: UNPAID, to: CANCELLED, timeline: 'CANCELLED', event: 'OrderCancelled' },
  cancelPaid: { from: PAID, to: CANCELLED, timeline: 'CANCELLED', event: 'OrderCancelled' },
  cancelConfirmed: { from: CONFIRMED, to: CANCELLED, timeline: 'CANCELLED', event: 'OrderCancelled' },
  expire: { from: UNPAID, to: EXPIRED, timeline: 'EXPIRED', event: 'OrderExpired' },
  confirm: { from: PAID, to: CONFIRMED, timeline: 'CONFIRMED', event: 'OrderConfirmed' },
  ship: { from: CONFIRMED, to: SHIPPED, timeline: 'SHIPPED', event: 'OrderShipped' },
  deliver: { from: SHIPPED, to: DELIVERED, timeline: 'DELIVERED', event: 'OrderDelivered' },
} as const satisfies Record<string, OrderTransition>;

export type OrderAction = 'PAY' | 'UPDATE' | 'CANCEL' | 'CONFIRM' | 'SHIP' | 'DELIVER';
/** The roles in which a viewer looks at an order; a member of staff may also be its buyer. */
export type OrderRole = 'BUYER' | 'STAFF';

type ActionRule = { readonly action: OrderAction; readonly at: OrderState; readonly by: readonly OrderRole[] };

/** Who may do what, and in which state of the order. */
export const ORDER_ACTIONS: readonly ActionRule[] = [
  { action: 'PAY', at: ORDER_TRANSITIONS.pay.from, by: ['BUYER'] },
  { action: 'UPDATE', at: UNPAID, by: ['BUYER', 'STAFF'] },
  { action: 'CANCEL', at: ORDER_TRANSITIONS.cancel.from, by: ['BUYER', 'STAFF'] },
  { action: 'CANCEL', at: ORDER_TRANSITIONS.cancelPaid.from, by: ['BUYER', 'STAFF'] },
  { action: 'CONFIRM', at: ORDER_TRANSITIONS.confirm.from, by: ['STAFF'] },
  { action: 'SHIP', at: ORDER_TRANSITIONS.ship.from, by: ['STAFF'] },
  { action: 'DELIVER', at: ORDER_TRANSITIONS.deliver.from, by: ['STAFF'] },
];

/** Mirrors the SDL enum. */
export const UNAVAILABLE_REASONS = ['TOO_EARLY', 'TOO_LATE', 'ENDED', 'HOLD_EXPIRED'] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** What a viewer in these roles may do with an order now. */
export const availableActions = (order: Order, roles: readonly OrderRole[]): OrderAction[] =>
  actionsOf(roles).filter((action) => whyUnavailable(order, action) === null);

/** What a viewer in these roles may do with orders in other states, and not with this one now. */
export const unavailableActions = (
  order: Order,
  roles: readonly OrderRole[],
): { action: OrderAction; reason: UnavailableReason }[] =>
  actionsOf(roles).flatMap((action) => {
    const reason = whyUnavailable(order, action);
    return reason === null ? [] : [{ action, reason }];
  });

const actionsOf = (roles: readonly OrderRole[]): OrderAction[] => [
  ...new Set(ORDER_ACTIONS.filter(({ by }) => by.some((role) => roles.includes(role))).map(({ action }) => action)),
];

/** Null for what can be done. A hold that has run out takes no payment: the order is about to expire. */
function whyUnavailable(order: Order, action: OrderAction): UnavailableReason | null {
  const places = ORDER_ACTIONS.filter((rule) => rule.action === action).map(({ at }) => at);
  if (places.some((at) => isAt(order, at)))
    return action === 'PAY' && order.readAt >= order.holdExpiresAt ? 'HOLD_EXPIRED' : null;
  if (places.some((at) => leadsTo(order, at))) return 'TOO_EARLY';
  return order.status === 'CANCELLED' || order.status === 'EXPIRED' ? 'ENDED' : 'TOO_LATE';
}

/** Whether any path of transitions leads from one state to another. No path comes back, so this ends. */
const leadsTo = (from: OrderState, to: OrderState): boolean =>
  Object.values(ORDER_TRANSITIONS).some(
    (transition) => isAt(from, transition.from) && (isAt(transition.to, to) || leadsTo(transition.to, to)),
  );

const isAt = (order: OrderState, state: OrderState): boolean =>
  order.status === state.status && order.fulfillmentStatus === state.fulfillmentStatus;

/**
 * Reads the two columns of a state.
 * @throws RangeError for a pair that no order can be in
 */
export function toOrderState(status: string, fulfillmentStatus: string): OrderState {
  const state = ORDER_STATES.find((each) => each.status === status && each.fulfillmentStatus === fulfillmentStatus);
  if (state === undefined) throw new RangeError(`No order can be ${status} and ${fulfillmentStatus}`);
  return state;
}
