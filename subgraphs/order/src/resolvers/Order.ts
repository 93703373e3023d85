import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import { may, type Viewer } from '@storegraph/subgraph-kit/viewer';
import type { OrderResolvers } from '../__generated__/resolvers.ts';
import { availableActions, unavailableActions, type Order as OrderDomain, type OrderRole } from '../domain/order.ts';

export const Order = {
  __resolveReference: ({ id }, { loaders }) => loadById(loaders.orders, id),
  buyer: ({ userId }) => ({ id: userId }),
  serverTime: ({ readAt }) => readAt,
  lines: ({ id }, _, { loaders }) => loaders.lines.load(id),
  timeline: ({ id }, _, { loaders }) => loaders.timelines.load(id),
  fulfillment: ({ id, fulfillmentStatus }, _, { loaders }) =>
    fulfillmentStatus === 'UNFULFILLED' ? null : loaders.fulfillments.load(id),
  availableActions: (order, _, { viewer }) => availableActions(order, rolesOf(viewer, order)),
  unavailableActions: (order, _, { viewer }) => unavailableActions(order, rolesOf(viewer, order)),
} satisfies OrderResolvers;

const rolesOf = (viewer: Viewer, order: OrderDomain): OrderRole[] => [
  ...(viewer.kind === 'user' && viewer.userId === order.userId ? (['BUYER'] as const) : []),
  ...(may(viewer, 'MANAGE_ORDERS') ? (['STAFF'] as const) : []),
];
