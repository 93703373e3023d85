import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import { startHousekeeping } from '@storegraph/subgraph-kit/database/housekeeping';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import { createRateLimits } from '@storegraph/subgraph-kit/limits/rate-limits';
import { createOutboxWatcher } from '@storegraph/subgraph-kit/events/outbox-watcher';
import type { SubgraphOptions } from '@storegraph/subgraph-kit/service/service';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { openSubgraphDatabase } from '@storegraph/subgraph-kit/database/subgraph-database';
import type { Context } from './context.ts';
import { forgetExpiredChallenges } from './db/challenge-store.ts';
import { forgetExpiredOneTimeTokens } from './db/one-time-token-store.ts';
import { forgetExpiredSessions } from './db/session-store.ts';
import { createAccessTokens } from './identity/access-tokens.ts';
import { createDeviceCookie } from './identity/device-cookie.ts';
import { admit } from './identity/admit.ts';
import { followKeyFile } from './identity/key-file.ts';
import { createOpenidProviders } from './identity/openid-providers.ts';
import { createPasswords } from './identity/passwords.ts';
import { createChallengeCookie, createRefreshCookie } from './identity/refresh-cookie.ts';
import { createSeal } from './identity/seal.ts';
import { createSigningKeys } from './identity/signing-keys.ts';
import { createWebauthn } from './identity/webauthn.ts';
import { createLoaders } from './loaders.ts';
import { chooseMailer } from './mail/choose-mailer.ts';
import { createMails } from './mail/mails.ts';
import { forgetOldMails, startMailSender } from './mail/outgoing-mail.ts';
import { owners, policy, withMailbox } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { userSettings } from './settings.ts';
import { createTryLimits } from './use-cases/try-limits.ts';
import type { Deps } from './use-cases/deps.ts';

export async function startUserSubgraph(options: SubgraphOptions<typeof userSettings>): Promise<Subgraph> {
  const { log, settings } = options;
  const mailer = chooseMailer(settings);
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const keySource = followKeyFile(settings.ACCESS_TOKEN_KEYS_FILE, settings.ACCESS_TOKEN_KEYS, log);
  const signingKeys = createSigningKeys(keySource.current);
  const accessTokens = createAccessTokens(signingKeys, {
    issuer: settings.ACCESS_TOKEN_ISSUER,
    audience: settings.ACCESS_TOKEN_AUDIENCE,
  });
  const outboxWatcher = createOutboxWatcher({ database, log });
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const housekeeping = startHousekeeping(database.db, log, [
    forgetDeliveredEvents,
    forgetExpiredSessions,
    forgetExpiredChallenges,
    forgetExpiredOneTimeTokens,
    forgetOldMails,
  ]);
  const mailSender = startMailSender({ database, mailer, log });
  const rateLimits = createRateLimits({ redisUrl: settings.REDIS_URL, log });
  const deps: Deps = {
    database,
    passwords: await createPasswords(settings.PASSWORD_QUEUE_LENGTH),
    tryLimits: createTryLimits(rateLimits, settings),
    accessTokens,
    seal: createSeal(settings.SECOND_FACTOR_KEY),
    webauthn: createWebauthn(settings.SHOP_URL, settings.SHOP_NAME),
    openidProviders: createOpenidProviders(
      settings.SIGN_IN_PROVIDERS,
      new URL('/sign-in/return', settings.SHOP_URL).href,
      log,
    ),
    staffRule: settings.STAFF_SECOND_FACTOR,
    shopName: settings.SHOP_NAME,
    outboxWatcher,
    mails: createMails(settings.SHOP_NAME, settings.SHOP_URL),
  };
  const refreshCookie = createRefreshCookie(settings.SECURE_COOKIES);
  const deviceCookie = createDeviceCookie(signingKeys, settings.SECURE_COOKIES);
  const challengeCookie = createChallengeCookie(settings.SECURE_COOKIES);

  return startSubgraph<Context>({
    name: 'user',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy: mailer.keepsMails ? withMailbox(policy) : policy,
    owners,
    onDenied: auditDenials(database),
    admit: (viewer) => admit(database.db, viewer),
    createContext: (request) => ({
      ...request,
      deps,
      loaders: createLoaders(database.db),
      refreshCookie,
      challengeCookie,
      deviceCookie,
    }),
    log,
    checkReady: () => database.ping(),
    publicDocuments: { '/.well-known/jwks.json': signingKeys.publicKeys },
    stop: async () => {
      keySource.stop();
      await Promise.all([relay.stop(), mailSender.stop(), outboxWatcher.stop(), housekeeping.stop()]);
      rateLimits.close();
      await database.close();
    },
  });
}
