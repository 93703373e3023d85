import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const credentialsSchema = z.object({
  rootPassword: z.string().min(32),
  engine: z.enum(['program', 'docker']).optional(),
  port: z.number().int().min(1).max(65535).optional(),
});

/** What a private instance remembers from one start to the next. */
export type Credentials = z.infer<typeof credentialsSchema>;

/**
 * Reads the instance's credentials. A missing or unreadable file gives new ones: the root password is set anew at
 * every start, so nothing is lost with the file but the old addresses.
 *
 * @param dataDir - the instance's folder
 * @returns the root password (256 random bits), and how and on which port the instance ran last
 */
export function loadCredentials(dataDir: string): Credentials {
  const path = credentialsPath(dataDir);
  if (existsSync(path)) {
    const parsed = credentialsSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
    if (parsed.success) return parsed.data;
  }
  return { rootPassword: randomBytes(32).toString('base64url') };
}

/**
 * Writes the credentials, readable by their owner alone, whole or not at all.
 *
 * @param dataDir - the instance's folder
 * @param credentials - what to remember
 */
export function saveCredentials(dataDir: string, credentials: Credentials): void {
  const path = credentialsPath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function credentialsPath(dataDir: string): string {
  return join(dataDir, 'credentials.json');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
