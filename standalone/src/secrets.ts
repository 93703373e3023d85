import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { StartError } from '@storegraph/subgraph-kit/run-service';
import { z } from 'zod';

const secretsSchema = z.object({
  /** Signs who asks, between router and subgraphs. */
  internalSecret: z.string().min(32),
  /** The private keys that access tokens are signed with, as the JSON of a JWK set. */
  accessTokenKeys: z.string(),
});

/** What the services of one shop share, and nobody else may know. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Fresh secrets. */
export const createSecrets = async (): Promise<Secrets> => ({
  internalSecret: randomBytes(32).toString('base64url'),
  accessTokenKeys: JSON.stringify(await generateAccessTokenKeys()),
});

/**
 * The secrets of the shop in this data folder, made on first use and readable by its owner alone.
 * @throws StartError naming the file when it is damaged
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) {
    const parsed = secretsSchema.safeParse(parseJson(text));
    if (!parsed.success) throw new StartError(`${file} is damaged. Delete it to make new secrets; everybody has to sign in again then.`);
    return parsed.data;
  }
  const secrets = await createSecrets();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Whole or not at all: a start that is killed here must not leave half a file.
  await writeFile(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
