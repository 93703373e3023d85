import type { DeadLetterResolvers } from '../__generated__/resolvers.ts';

export const DeadLetter = {
  id: ({ eventId }) => eventId,
  order: ({ subjectId }, _, { loaders }) => loaders.orders.load(subjectId),
  payload: ({ payload }) => JSON.stringify(payload),
} satisfies DeadLetterResolvers;
