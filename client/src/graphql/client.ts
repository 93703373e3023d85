import { authExchange } from '@urql/exchange-auth';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createCache } from './cache.ts';
import type { Connection } from './connection.ts';
import { inTurnExchange } from './in-turn.ts';
import type { LiveLink } from './live-link.ts';
import type { Session } from './session.ts';

export type ClientOptions = {
  readonly url: string;
  readonly session: Session;
  readonly connection: Connection;
  readonly live: LiveLink;
  readonly fetch?: typeof globalThis.fetch;
};

const isUnauthenticated = (error: { graphQLErrors: { extensions: Record<string, unknown> }[] }): boolean =>
  error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');

export const createClient = ({ url, session, connection, live, fetch = globalThis.fetch }: ClientOptions): Client =>
  new Client({
    url,
    fetch,
    preferGetMethod: false,
    requestPolicy: 'cache-first',
    exchanges: [
      createCache(),
      connection.exchange,
      inTurnExchange,
      authExchange(async (utilities) => ({
        addAuthToOperation(operation) {
          const state = session.state();
          return state.kind === 'signed-in'
            ? utilities.appendHeaders(operation, { authorization: `Bearer ${state.accessToken}` })
            : operation;
        },
        // Queries that need the viewer wait for the session by themselves (`usePersonalQuery`), public ones never do.
        willAuthError: (operation) =>
          session.needsRefresh() && (operation.kind === 'mutation' || session.state().kind === 'signed-in'),
        didAuthError: isUnauthenticated,
        refreshAuth: session.refresh,
      })),
      subscriptionExchange({ forwardSubscription: live.forward }),
      fetchExchange,
    ],
  });
