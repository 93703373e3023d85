import type { SubscriptionResolvers } from '../../__generated__/resolvers.ts';
import { watchEndedSessions, type TakeEndedSessions } from '../../use-cases/watch-ended-sessions.ts';

export const sessionsEnded: NonNullable<SubscriptionResolvers['sessionsEnded']> = {
  subscribe: (_, __, { deps }) => watchEndedSessions(deps),
  resolve: (take: TakeEndedSessions) => take(),
};
