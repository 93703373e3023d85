import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { z } from 'zod';

const secretsSchema = z.object({
  /** Signs who asks, between router and subgraphs. */
  internalSecret: z.string().min(32),
  /** The private keys that access tokens are signed with, as the JSON of a JWK set. */
  accessTokenKeys: z.string(),
  /** Signs the webhooks of the test provider. */
  paymentWebhookSecret: z.string().min(32),
});

// Folders of shops from before it was needed have none yet.
const laterSecretsOptional = secretsSchema.partial({ paymentWebhookSecret: true });

/** Secrets that the services of one shop share. */
export type Secrets = z.infer<typeof secretsSchema>;

const randomSecret = (): string => randomBytes(32).toString('base64url');

/** Fresh secrets. */
export const createSecrets = async (): Promise<Secrets> => ({
  internalSecret: randomSecret(),
  paymentWebhookSecret: randomSecret(),
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
    const parsed = laterSecretsOptional.safeParse(parseJson(text));
    if (!parsed.success)
      throw new StartError(`${file} is damaged. Delete it to make new secrets; everybody has to sign in again then.`);
    const { paymentWebhookSecret, ...known } = parsed.data;
    return paymentWebhookSecret === undefined
      ? save(file, { ...known, paymentWebhookSecret: randomSecret() })
      : { ...known, paymentWebhookSecret };
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return save(file, await createSecrets());
}

async function save(file: string, secrets: Secrets): Promise<Secrets> {
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
