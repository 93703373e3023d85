import { parseId } from '@storegraph/subgraph-kit/id';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import { cartOwner } from '../domain/cart.ts';
import { readCart } from '../use-cases/read-cart.ts';
import { parseOrderList, toOrderConnection } from './order-list.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => {
    const userId = parseId(id);
    return userId === null ? null : { id: userId };
  },
  orders: async ({ id: userId }, args, { loaders }) => {
    const request = parseOrderList({ ...args, filter: { ...args.filter, userId: null } });
    const orders = await loaders.ordersOfUser(request).load(userId);
    return toOrderConnection(orders, request, () => loaders.orderCountOfUser(request.filter).load(userId));
  },
  cart: async ({ id: userId }, _, { deps, loaders, viewer }) => {
    // Whoever asks for their own cart gets the one of `Query.cart`, which for a guest is that of their browser.
    if (viewer.kind === 'user' && viewer.userId === userId) return readCart(deps, cartOwner(viewer));
    return { ownerId: userId, lines: await loaders.cartLines.load(userId) };
  },
};
