import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { OutboxWatcher } from '@storegraph/subgraph-kit/events/outbox-watcher';
import type { AccessTokens } from '../identity/access-tokens.ts';
import type { StaffRule } from '../domain/second-factor.ts';
import type { OpenidProviders } from '../identity/openid-providers.ts';
import type { Passwords } from '../identity/passwords.ts';
import type { Mails } from '../mail/mails.ts';
import type { Seal } from '../identity/seal.ts';
import type { Webauthn } from '../identity/webauthn.ts';
import type { TryLimits } from './try-limits.ts';

/** What the use cases work with. */
export type Deps = {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly tryLimits: TryLimits;
  readonly accessTokens: AccessTokens;
  readonly seal: Seal;
  readonly webauthn: Webauthn;
  readonly openidProviders: OpenidProviders;
  readonly staffRule: StaffRule;
  readonly shopName: string;
  readonly outboxWatcher: OutboxWatcher;
  readonly mails: Mails;
};
