import type { ApolloServerPlugin } from '@apollo/server';
import type { RouterContext } from './router-context.ts';

/** Says in a header, too, when to come again, for what sends requests and does not read their answers. */
export const retryAfter: ApolloServerPlugin<RouterContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body, http } }) => {
      if (body.kind !== 'single') return;
      const seconds = Object.values(body.singleResult.data ?? {}).map(secondsOf);
      const longest = Math.max(0, ...seconds);
      if (longest > 0) http.headers.set('retry-after', String(longest));
    },
  }),
};

/** What a refusal, as RateLimitedError, says; 0 of any other value. */
function secondsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || !('retryAfterSeconds' in value)) return 0;
  return typeof value.retryAfterSeconds === 'number' ? value.retryAfterSeconds : 0;
}
