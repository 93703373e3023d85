import { z } from 'zod';
import type { Audit } from '../audit.ts';
import type { Database } from '../database/database.ts';
import type { SubgraphDatabaseOptions } from '../database/subgraph-database.ts';
import type { EventTransport } from '../events/events.ts';
import type { SubgraphClient } from '../http/subgraph-request.ts';
import type { Logger } from '../log.ts';
import { subgraphOperationSettings } from './operation-settings.ts';
import { portSetting, readEnv, subgraphSettings, type EnvSource } from './env.ts';
import type { Subgraph } from './subgraph.ts';

/** Settings by name: zod fields that read text. */
export type Settings = Readonly<Record<string, z.ZodType>>;

/** What a subgraph starts with, in the shop's one process or in its own. */
type Surroundings = SubgraphDatabaseOptions & {
  /** Null when no service subscribes to its events. */
  readonly eventTransport: EventTransport | null;
  readonly log: Logger;
};

/** What the start function of a subgraph is given. */
export type SubgraphOptions<Own extends Settings, Commanded extends string = never> = Surroundings & {
  /** Its own settings, read and checked. */
  readonly settings: z.output<z.ZodObject<Own>>;
  /** The subgraphs that it sends commands to. */
  readonly clients: Readonly<Record<Commanded, SubgraphClient>>;
};

type Definition<Name extends string, Own extends Settings, Commanded extends string, Seed> = {
  /** Also the name of its folder, and of its database where many share a server. */
  readonly name: Name;
  /** Where it listens unless `PORT` says otherwise. */
  readonly port: number;
  /** Its own settings: for each a zod field that reads text, with a default where there is one and a description. */
  readonly settings: Own;
  /** Subgraphs that it sends commands to; `<NAME>_URL` says where each is when it runs in another process. */
  readonly commands?: readonly Commanded[];
  /** Types of its events whose effect a request waits for; see `startEventTransport`. */
  readonly promptEvents?: readonly string[];
  readonly start: (options: SubgraphOptions<NoInfer<Own>, NoInfer<Commanded>>) => Promise<Subgraph>;
  /** Writes its share of demo data into an empty, migrated database. */
  readonly seed: (database: Database) => Seed;
  /** Checks what has to hold within its database. */
  readonly audit: Audit;
};

/** All that others need to know of a subgraph to run, fill and audit it: in a process of its own or among others. */
export type Service<Name extends string = string, Seed = unknown> = Required<
  Omit<Definition<Name, Settings, string, Seed>, 'start'>
> & {
  /**
   * @param options.environment - where its settings are read from: `process.env` when left out
   * @param options.client - how to reach the subgraphs that it commands, by name
   * @throws EnvError when its settings do not fit
   */
  readonly start: (
    options: Surroundings & {
      readonly environment?: EnvSource | undefined;
      readonly client: (name: string) => SubgraphClient;
    },
  ) => Promise<Subgraph>;
};

/** States once what a subgraph is. */
export function defineService<
  const Name extends string,
  Own extends Settings,
  Seed,
  const Commanded extends string = never,
>(definition: Definition<Name, Own, Commanded, Seed>): Service<Name, Seed> {
  const commands = definition.commands ?? [];
  return {
    promptEvents: [],
    ...definition,
    commands,
    start: ({ environment, client, ...surroundings }) =>
      definition.start({
        ...surroundings,
        settings: readEnv(z.object(definition.settings), environment),
        clients: Object.fromEntries(commands.map((name) => [name, client(name)])) as Record<Commanded, SubgraphClient>,
      }),
  };
}

/** The setting that says where a commanded subgraph is. */
export const urlSettingOf = (name: string): string => `${name.toUpperCase().replaceAll('-', '_')}_URL`;

/** All settings of a subgraph that runs in a process of its own. */
export const processSettings = (service: Service) =>
  z.object({
    ...subgraphSettings,
    ...subgraphOperationSettings,
    PORT: portSetting(service.port),
    ...Object.fromEntries(
      service.commands.map((name) => [
        urlSettingOf(name),
        z
          .url({ error: 'is missing or not an address' })
          .describe(`where it sends its commands to ${name}: \`http://${name}:4000\``),
      ]),
    ),
    ...service.settings,
  });
