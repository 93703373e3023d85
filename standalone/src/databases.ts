import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removePrivateDatabase, startPrivateDatabase } from '@storegraph/private-database/private-database';
import { provisionDatabase } from '@storegraph/private-database/provision';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { z } from 'zod';
import { noteFirstStart } from './first-start.ts';
import { recordOf, subgraphNames, type SubgraphName } from './services.ts';

const databaseUrl = z.object({ url: z.string(), migrationUrl: z.string() });
const databaseUrls = z.record(z.enum(subgraphNames), databaseUrl);

/** The two accounts of a subgraph's database: one for rows, one that may change tables. */
export type DatabaseUrl = Readonly<z.infer<typeof databaseUrl>>;
export type DatabaseUrls = Readonly<Record<SubgraphName, DatabaseUrl>>;

/** Databases that are ready to be used. */
export type Databases = {
  readonly urls: DatabaseUrls;
  readonly description: string;
  /**
   * To be called once they are migrated and filled. A private database that is stopped before is made anew at the next
   * start.
   */
  finished(): Promise<void>;
  stop(): Promise<void>;
};

/** Makes a database for each subgraph, or finds it, on a server where we are the administrator. */
export const provisionAll = async (rootUrl: string, prefix = 'storegraph'): Promise<DatabaseUrls> =>
  recordOf(
    await Promise.all(
      subgraphNames.map(async (name) => [name, await provisionDatabase(rootUrl, `${prefix}_${name}`)] as const),
    ),
  );

/**
 * Has services reach their databases by the server's socket, where it has one. Migrations, which are few, stay at the
 * port.
 * @param socketPath - the driver takes it from the address
 */
export function bySocket(urls: DatabaseUrls, socketPath: string | null): DatabaseUrls {
  if (socketPath === null) return urls;
  const query = new URLSearchParams({ socketPath }).toString();
  return recordOf(subgraphNames.map((name) => [name, { ...urls[name], url: `${urls[name].url}?${query}` }]));
}

/** Uses the given databases, or starts a private server in the data folder. */
export async function obtainDatabases(
  given: DatabaseUrls | null,
  dataDir: string,
  onProgress: (line: string) => void,
): Promise<Databases> {
  if (given !== null)
    return { urls: given, description: 'as given by DATABASE_URL_*', finished: async () => {}, stop: async () => {} };
  const finished = await noteFirstStart(databaseFolder(dataDir), async () => {
    onProgress('The first start was interrupted: beginning anew');
    await removePrivateDatabase(databaseFolder(dataDir)).catch(asStartError);
  }).catch((error: unknown) => unwritable(dataDir, error));
  const server = await startPrivateDatabase({ dataDir: databaseFolder(dataDir), onProgress, isKeptUp: true }).catch(
    asStartError,
  );
  try {
    const urls = bySocket(await provisionAll(server.rootUrl), server.socketPath);
    const notice = await leaveNotice(dataDir, urls);
    return {
      urls,
      description: `${server.version} on port ${server.port}`,
      finished,
      stop: async () => {
        await rm(notice, { force: true });
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Forgets all data of the private database. The secrets stay. */
export async function resetDatabases(
  given: DatabaseUrls | null,
  dataDir: string,
  onProgress: (line: string) => void,
): Promise<void> {
  if (given !== null)
    throw new StartError(
      '--reset forgets the private database only; empty the databases given by DATABASE_URL_* yourself.',
    );
  await removePrivateDatabase(databaseFolder(dataDir)).catch(asStartError);
  onProgress(`Forgot all data in ${dataDir}`);
}

/** Joins a shop that runs from the same data folder; without one, as {@link obtainDatabases}. */
export async function joinDatabases(
  given: DatabaseUrls | null,
  dataDir: string,
  onProgress: (line: string) => void,
): Promise<Databases> {
  const urls = given === null ? await readNotice(dataDir) : null;
  if (urls === null) return obtainDatabases(given, dataDir, onProgress);
  return { urls, description: 'of the running shop', finished: async () => {}, stop: async () => {} };
}

const databaseFolder = (dataDir: string): string => join(dataDir, 'database');

function unwritable(dataDir: string, error: unknown): never {
  if (error instanceof StartError || !(error instanceof Error)) throw error;
  throw new StartError(
    `The data folder ${dataDir} cannot be written: ${error.message}\nFree it, or choose another: DATA_DIR=/some/folder npm start`,
    { cause: error },
  );
}

// Its failures are written for people.
function asStartError(error: unknown): never {
  throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
}

const noticeSchema = z.object({ pid: z.int(), urls: databaseUrls });
const noticeFile = (dataDir: string): string => join(dataDir, 'databases.json');

async function leaveNotice(dataDir: string, urls: DatabaseUrls): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(noticeFile(dataDir), JSON.stringify({ pid: process.pid, urls }), { mode: 0o600 });
  return noticeFile(dataDir);
}

async function readNotice(dataDir: string): Promise<DatabaseUrls | null> {
  try {
    const { pid, urls } = noticeSchema.parse(JSON.parse(await readFile(noticeFile(dataDir), 'utf8')));
    // Signal 0 asks whether the process is there.
    process.kill(pid, 0);
    return urls;
  } catch {
    return null;
  }
}
