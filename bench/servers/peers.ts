import { join } from 'node:path';
import { subgraphNames, type SubgraphName } from '@storegraph/standalone/services';
import { root, type BackingServices } from '../harness/backing-services.ts';
import { installPeer } from '../harness/peer-packages.ts';
import type { Progress } from '../harness/progress.ts';
import { freePort, startServer, type RunningServer } from '../harness/server-process.ts';
import { toEnvironment, type PeerSettings } from './settings.ts';

const entry = (name: string): string => join(root, 'bench/servers', `${name}.ts`);

const secretsOf = ({ secrets }: BackingServices): Pick<PeerSettings, 'internalSecret' | 'accessTokenKeys'> => secrets;

const databaseUrls = ({ databases }: BackingServices): Record<string, string> =>
  Object.fromEntries(subgraphNames.map((name) => [name, databases[name].url]));

/** The handler that knows one page and no GraphQL. */
export async function startHandWritten(backing: BackingServices): Promise<RunningServer> {
  const port = await freePort();
  return startServer({
    name: 'hand-written',
    command: [process.execPath, entry('hand-written')],
    settings: toEnvironment({ ...secretsOf(backing), port, urls: databaseUrls(backing) }),
    url: `http://127.0.0.1:${port}`,
    readyPath: '/',
  });
}

/** Our four subgraphs' schemas, resolvers and data behind stock Apollo Server, each in a process of its own. */
export type StockSubgraphs = {
  readonly urls: Readonly<Record<SubgraphName, string>>;
  readonly pids: readonly number[];
  stop(): Promise<void>;
};

export async function startStockSubgraphs(backing: BackingServices): Promise<StockSubgraphs> {
  const start = async (name: SubgraphName): Promise<[SubgraphName, RunningServer]> => {
    const port = await freePort();
    const server = await startServer({
      name: `stock ${name}`,
      command: [process.execPath, entry('stock-subgraph'), name],
      settings: toEnvironment({ ...secretsOf(backing), port, urls: databaseUrls(backing) }),
      url: `http://127.0.0.1:${port}`,
      readyPath: '/',
    });
    return [name, server];
  };
  const servers = await Promise.all(subgraphNames.map(start));
  return {
    urls: Object.fromEntries(servers.map(([name, { url }]) => [name, url])) as Record<SubgraphName, string>,
    pids: servers.flatMap(([, { pids }]) => pids),
    stop: async () => {
      await Promise.all(servers.map(([, server]) => server.stop()));
    },
  };
}

/** Stock @apollo/gateway and @apollo/server, reaching the stock subgraphs over HTTP. */
export async function startStockGateway(backing: BackingServices, subgraphs: StockSubgraphs): Promise<RunningServer> {
  const port = await freePort();
  const server = await startServer({
    name: 'stock-gateway',
    command: [process.execPath, entry('stock-gateway')],
    settings: toEnvironment({ ...secretsOf(backing), port, urls: subgraphs.urls }),
    url: `http://127.0.0.1:${port}`,
    readyPath: '/',
  });
  return { ...server, pids: [...server.pids, ...subgraphs.pids] };
}

/** Hive Gateway with its Rust planner, reaching the same subgraphs. */
export async function startHiveGateway(
  backing: BackingServices,
  subgraphs: StockSubgraphs,
  progress: Progress,
): Promise<RunningServer> {
  const folder = await installPeer('hive-gateway', progress);
  const port = await freePort();
  const server = await startServer({
    name: 'hive-gateway',
    command: [
      process.execPath,
      join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js'),
      'supergraph',
      '--config-path',
      'gateway.config.mjs',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ],
    settings: toEnvironment({ ...secretsOf(backing), port, urls: subgraphs.urls }),
    url: `http://127.0.0.1:${port}`,
    readyPath: '/readiness',
    folder,
  });
  return { ...server, pids: [...server.pids, ...subgraphs.pids] };
}
