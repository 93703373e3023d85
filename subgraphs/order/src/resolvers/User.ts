import { toPage } from '@storegraph/subgraph-kit/database/keyset';
import { resolveReference } from '@storegraph/subgraph-kit/graphql/reference';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import { cartOwner } from '../domain/cart.ts';
import { readCart } from '../use-cases/read-cart.ts';
import { parseOrderList, toOrderConnection } from './order-list.ts';

export const User = {
  __resolveReference: resolveReference,
  orders: async ({ id: userId }, args, { loaders }) => {
    const list = parseOrderList({ ...args, filter: { ...args.filter, userId: null } });
    const orders = await loaders.ordersOfUser(list).load(userId);
    return toOrderConnection(toPage(orders, list.page.first), list, () =>
      loaders.orderCountOfUser(list.filter).load(userId),
    );
  },
  cart: async ({ id: userId }, _, { deps, loaders, viewer }) => {
    // The viewer's own cart is the one of `Query.cart`, which for a guest is that of their browser.
    if (viewer.kind === 'user' && viewer.userId === userId) return readCart(deps.database, cartOwner(viewer));
    return { ownerId: userId, lines: await loaders.cartLines.load(userId) };
  },
} satisfies UserResolvers;
