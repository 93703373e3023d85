import type { Context } from '../../context.ts';
import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchOrders } from '../../use-cases/watch-orders.ts';

export const orderFeed: NonNullable<SubscriptionResolvers['orderFeed']> = {
  subscribe: (_, __, { deps }) => watchOrders(deps),
  resolve: async (orderId: string, _: unknown, { loaders }: Context) => {
    const order = await loaders.orders.load(orderId);
    if (order === null) throw new Error(`Order ${orderId} has an event, and is not there`);
    return order;
  },
};
