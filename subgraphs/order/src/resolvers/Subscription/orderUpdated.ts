import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import type { Context } from '../../context.ts';
import type { Order } from '../../domain/order.ts';
import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchOrder } from '../../use-cases/watch-orders.ts';

export const orderUpdated: NonNullable<SubscriptionResolvers['orderUpdated']> = {
  subscribe: async (_, { id }, context) => {
    const order = await requireOrder(id, context);
    return watchOrder(context.deps, order.id);
  },
  resolve: (_: unknown, { id }: { readonly id: string }, context: Context) => requireOrder(id, context),
};

async function requireOrder(id: string, { loaders }: Context): Promise<Order> {
  const order = await loadById(loaders.orders, id);
  if (order === null) throw badUserInput('There is no such order', 'id');
  return order;
}
