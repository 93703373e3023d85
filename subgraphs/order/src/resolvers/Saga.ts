import type { SagaResolvers } from '../__generated__/resolvers.ts';
import { canRetry, SAGA_STATES } from '../domain/saga.ts';

export const Saga = {
  id: ({ orderId }) => orderId,
  order: ({ orderId }, _, { loaders }) => loaders.orders.load(orderId),
  waitsFor: ({ state }) => SAGA_STATES[state].waitsFor,
  canRetry,
} satisfies SagaResolvers;
