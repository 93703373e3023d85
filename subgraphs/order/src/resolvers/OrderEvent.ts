import type { OrderEventResolvers } from '../__generated__/resolvers.ts';

export const OrderEvent = {
  actorKind: ({ actor }) => actor.kind,
  actor: ({ actor }) => (actor.kind === 'SYSTEM' ? null : { id: actor.userId }),
} satisfies OrderEventResolvers;
