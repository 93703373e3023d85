import { defineEvents } from '@storegraph/subgraph-kit/events/event-type';
import { z } from 'zod';

/** What the user subgraph tells. An erased user is erased there alone, as no event carries personal data. */
export const userEvents = defineEvents('user', {
  UserRegistered: {
    meaning: 'A user has an account from now on; they may have been a guest with the same id.',
    subject: 'userId',
    payload: z.object({ userId: z.uuid().describe('the account') }),
  },
  SessionEnded: {
    meaning:
      'A session has ended before its time, or an API key was revoked: its access tokens, or it, open nothing from now on.',
    subject: 'sessionId',
    payload: z.object({ sessionId: z.uuid().describe('the session, or the API key') }),
  },
});
