import type { Order } from '../domain/order.ts';

/** An order that was placed. */
export type PlacedOrder = { readonly __typename: 'PlaceOrderSuccess'; readonly order: Order };
