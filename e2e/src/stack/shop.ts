import type { StatementListener } from '@storegraph/subgraph-kit/database';
import type { DatabaseUrls, SubgraphName } from '@storegraph/standalone/databases';
import type { Secrets } from '@storegraph/standalone/secrets';

/** One process, or five that talk over HTTP. The same tests run in both. */
export const MODES = ['standalone', 'cluster'] as const;
export type Mode = (typeof MODES)[number];

/** A shop that runs somewhere: all that a test file needs to know of it. */
export type Shop = {
  readonly mode: Mode;
  /** Its events are carried by a RabbitMQ of its own. */
  readonly hasBroker: boolean;
  readonly url: string;
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  /** Where each subgraph listens; null where none does. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>> | null;
};

/** How a test wants its own shop. */
export type ShopTimes = {
  readonly windowSeconds?: number;
  readonly holdMinutes?: number;
  /** Cluster only: carries its events by a RabbitMQ of its own. */
  readonly hasBroker?: boolean;
  /** Standalone only: hears every SQL statement. */
  readonly onStatement?: StatementListener;
  /** Standalone only: hears each request of the router to a subgraph. */
  readonly onSubgraphRequest?: (subgraph: SubgraphName) => void;
};

/** A shop that was started here. */
export type RunningShop = Shop & {
  /** Kills a service as a crash would; cluster only. */
  readonly kill: (service: string) => Promise<void>;
  /** Stops a service's clock: it keeps its connections and answers nothing; cluster only. */
  readonly pause: (service: string) => void;
  readonly resume: (service: string) => void;
  readonly restart: (service: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

declare module 'vitest' {
  interface ProvidedContext {
    /** The shop that all files of the run share. */
    shop: Shop;
    /** Administrator's address of the run's database server. */
    databaseServerUrl: string;
  }
}
