import type { Random } from '@storegraph/demo-shop/random';
import type { StatementListener } from '@storegraph/subgraph-kit/database/database';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { ServiceName } from '@storegraph/standalone/cluster';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import type { SubgraphName } from '@storegraph/standalone/services';
import type { Secrets } from '@storegraph/standalone/secrets';
import type { PrivateBroker } from '@storegraph/testkit/private-broker';
import type { FaultProxy } from './fault-proxy.ts';

/** One process, or five that talk over HTTP. The same tests run in both. */
export const MODES = ['standalone', 'cluster'] as const;
export type Mode = (typeof MODES)[number];

/** A shop that runs somewhere: all that a test file needs to know of it. */
export type Shop = {
  readonly mode: Mode;
  /** Its events are carried by a RabbitMQ of its own. */
  readonly hasBroker: boolean;
  /** Processes of each service. */
  readonly replicas: number;
  readonly url: string;
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  /** Where each subgraph listens. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
};

/** How a test wants its own shop. */
export type ShopTimes = {
  readonly windowSeconds?: number;
  readonly holdMinutes?: number;
  /** Further settings of its services. */
  readonly settings?: Readonly<Record<string, string>>;
  /** USD unless given; its demo is priced in it. */
  readonly currency?: string;
  /** Cluster only: carries its events by a RabbitMQ of its own. */
  readonly hasBroker?: boolean;
  /** With a broker: leaves its start to the test. */
  readonly isBrokerLate?: boolean;
  /** Cluster only: puts something between its parts that can be told to fail. */
  readonly hasFaults?: boolean | undefined;
  /** Cluster only, without a broker: brings the order subgraph each event three times, late and in any order. */
  readonly eventShuffle?: Pick<Random, 'int'> | undefined;
  /** Cluster only: processes of each service, which take turns; 1 when left out. */
  readonly replicas?: number;
  /** Standalone only: takes what the shop logs. */
  readonly log?: Logger;
  /** Standalone only: hears every SQL statement. */
  readonly onStatement?: StatementListener;
  /** Standalone only: hears each request of the router to a subgraph. */
  readonly onSubgraphRequest?: (subgraph: SubgraphName) => void;
};

/** A shop that was started here. */
export type RunningShop = Shop & {
  readonly broker: PrivateBroker | null;
  /** What lies before a service, or before all databases, in a shop that was started with faults. */
  readonly faultsOf: (part: ServiceName | 'database') => FaultProxy;
  /** Kills all processes of a service as a crash would; cluster only, as the next ones are. */
  readonly kill: (service: ServiceName) => Promise<void>;
  /** Kills one process of several. */
  readonly killOne: (service: ServiceName) => void;
  /** Resolves when a process of a service has ended by itself. */
  readonly death: (service: ServiceName) => Promise<void>;
  /** Stops a service's clock: it keeps its connections and answers nothing. */
  readonly pause: (service: ServiceName) => void;
  readonly resume: (service: ServiceName) => void;
  /** @param settings - for the new processes alone */
  readonly restart: (service: ServiceName, settings?: Readonly<Record<string, string>>) => Promise<void>;
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
