import type { Database } from '@storegraph/subgraph-kit/database';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { OutboxRelay } from '@storegraph/subgraph-kit/outbox';
import type { Providers } from '../providers/providers.ts';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  /** Delivers events; wake it after a commit that recorded some. */
  readonly relay: OutboxRelay;
  readonly providers: Providers;
  readonly log: Logger;
  /** How long an attempt may be confirmed. */
  readonly windowMs: number;
};
