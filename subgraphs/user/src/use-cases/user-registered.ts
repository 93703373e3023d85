import type { NewEvent } from '@storegraph/subgraph-kit/events/outbox';

/**
 * Tells the other subgraphs of a new account. It carries no personal data, so that erasing a user touches this database
 * alone.
 */
export const userRegistered = (userId: string): NewEvent => ({
  type: 'UserRegistered',
  version: 1,
  subjectId: userId,
  payload: { userId },
});
