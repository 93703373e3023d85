import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { z } from 'zod';

const secretsSchema = z.object({
  /** Signs who asks, between router and subgraphs. */
  internalSecret: z.string().min(32),
  /** Signs the webhooks of the test provider. */
  paymentWebhookSecret: z.string().min(32),
  /** Encrypts the secrets of authenticator apps. */
  secondFactorKey: z.string().min(32),
});

// Folders of shops from before they were needed have none yet; their file has the keys of access tokens, too.
const savedSchema = secretsSchema
  .partial({ paymentWebhookSecret: true, secondFactorKey: true })
  .extend({ accessTokenKeys: z.string().optional() });

/** Secrets that the services of one shop share. */
export type Secrets = z.infer<typeof secretsSchema> & {
  /** The private keys that access tokens are signed with, as the JSON of a JWK set. */
  readonly accessTokenKeys: string;
  /** Where they are read again when they change. */
  readonly accessTokenKeysFile?: string;
};

const randomSecret = (): string => randomBytes(32).toString('base64url');

const newKeys = async (): Promise<string> => JSON.stringify(await generateAccessTokenKeys());

/** Fresh secrets. */
export const createSecrets = async (): Promise<Secrets> => ({
  internalSecret: randomSecret(),
  paymentWebhookSecret: randomSecret(),
  secondFactorKey: randomSecret(),
  accessTokenKeys: await newKeys(),
});

/** Where the keys of access tokens are in a data folder. */
export const accessTokenKeysFile = (dataDir: string): string => join(dataDir, 'access-token-keys.json');

/**
 * The secrets of the shop in this data folder, made on first use and readable by its owner alone.
 * @throws StartError naming the file when it is damaged
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'secrets.json');
  const text = await readIfThere(file);
  const saved = savedSchema.safeParse(text === null ? { internalSecret: randomSecret() } : parseJson(text));
  if (!saved.success)
    throw new StartError(`${file} is damaged. Delete it to make new secrets; everybody has to sign in again then.`);
  const {
    internalSecret,
    paymentWebhookSecret = randomSecret(),
    secondFactorKey = randomSecret(),
    accessTokenKeys: keysFromBefore,
  } = saved.data;
  const keysFile = accessTokenKeysFile(dataDir);
  const savedKeys = await readIfThere(keysFile);
  const accessTokenKeys = savedKeys ?? keysFromBefore ?? (await newKeys());
  if (savedKeys === null) await saveSecret(keysFile, accessTokenKeys);
  const secrets = { internalSecret, paymentWebhookSecret, secondFactorKey };
  if (text !== JSON.stringify(secrets)) await saveSecret(file, JSON.stringify(secrets));
  return { ...secrets, accessTokenKeys, accessTokenKeysFile: keysFile };
}

const readIfThere = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

/** Writes a file that its owner alone reads: whole or not at all, as nobody may ever find half of it. */
export async function saveSecret(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
