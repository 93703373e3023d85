import { readFile } from 'node:fs/promises';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { parseAccessTokenKeys, type AccessTokenKeys } from './access-token-keys.ts';

const EVERY_MS = 1_000;

/** Keys that may change while the process runs. */
export type KeySource = { readonly current: () => AccessTokenKeys; readonly stop: () => void };

/**
 * Reads the keys of access tokens again and again from the file that they came from. While it cannot be read, or holds
 * no keys, the last ones stay.
 * @param file - undefined when they are no file's, and stay
 */
export function followKeyFile(file: string | undefined, initial: AccessTokenKeys, log: Logger): KeySource {
  if (file === undefined) return { current: () => initial, stop: () => {} };
  let keys = initial;
  let lastRead: string | null = null;
  const read = async (): Promise<void> => {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text === lastRead) return;
    lastRead = text;
    const parsed = parseAccessTokenKeys(text);
    if (parsed === null) log.error({ file }, 'the file of access token keys holds none; the last ones are kept');
    else keys = parsed;
  };
  const timer = setInterval(() => void read(), EVERY_MS).unref();
  return { current: () => keys, stop: () => clearInterval(timer) };
}
