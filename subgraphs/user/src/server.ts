import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import type { EventTransport } from '@storegraph/subgraph-kit/events/events';
import { startHousekeeping } from '@storegraph/subgraph-kit/database/housekeeping';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import {
  openSubgraphDatabase,
  type SubgraphDatabaseOptions,
} from '@storegraph/subgraph-kit/database/subgraph-database';
import type { Context } from './context.ts';
import { forgetExpiredSessions } from './db/session-store.ts';
import type { AccessTokenKeys } from './identity/access-token-keys.ts';
import { createAccessTokens } from './identity/access-tokens.ts';
import { createPasswords } from './identity/passwords.ts';
import { createRefreshCookie } from './identity/refresh-cookie.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { DEFAULT_AUDIENCE, DEFAULT_ISSUER } from './token-settings.ts';
import type { Deps } from './use-cases/deps.ts';

export type UserSubgraphOptions = SubgraphDatabaseOptions & {
  readonly accessTokenKeys: AccessTokenKeys;
  readonly issuer?: string;
  readonly audience?: string;
  /** True wherever browsers reach the shop by HTTPS. */
  readonly secureCookies: boolean;
  /** Null when nobody subscribes to its events. */
  readonly eventTransport: EventTransport | null;
  readonly log: Logger;
};

export async function startUserSubgraph(options: UserSubgraphOptions): Promise<Subgraph> {
  const { log, issuer = DEFAULT_ISSUER, audience = DEFAULT_AUDIENCE } = options;
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const accessTokens = await createAccessTokens(options.accessTokenKeys, { issuer, audience });
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const housekeeping = startHousekeeping(database.db, log, [forgetDeliveredEvents, forgetExpiredSessions]);
  const deps: Deps = { database, passwords: await createPasswords(), accessTokens };
  const refreshCookie = createRefreshCookie(options.secureCookies);

  return startSubgraph<Context>({
    name: 'user',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    onDenied: auditDenials(database),
    createContext: (request) => ({ ...request, deps, loaders: createLoaders(database.db), refreshCookie }),
    log,
    checkReady: () => database.ping(),
    publicDocuments: { '/.well-known/jwks.json': () => accessTokens.publicKeys },
    stop: async () => {
      await Promise.all([relay.stop(), housekeeping.stop()]);
      await database.close();
    },
  });
}
