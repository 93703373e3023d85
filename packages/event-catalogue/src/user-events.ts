import { defineEvents } from '@storegraph/subgraph-kit/events/event-type';
import { z } from 'zod';

/** What the user subgraph tells. */
export const userEvents = defineEvents('user', {
  UserRegistered: {
    meaning: 'A user has an account from now on; they may have been a guest with the same id.',
    subject: 'userId',
    payload: z.object({ userId: z.uuid().describe('the account') }),
  },
  UserErased: {
    meaning: 'A person is to be forgotten: what tells of them goes, and their id stays as a pseudonym.',
    subject: 'userId',
    payload: z.object({ userId: z.uuid().describe('who they were') }),
  },
  SessionEnded: {
    meaning:
      'A session has ended before its time, or an API key was revoked: its access tokens, or it, open nothing from now on.',
    subject: 'sessionId',
    payload: z.object({ sessionId: z.uuid().describe('the session, or the API key') }),
  },
});
