import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** An answer with its size. Apollo Server ends it with a line break, which does not count. */
export type Answer = { readonly json: unknown; readonly bytes: number };

/**
 * Asks a server one question, to look at the answer.
 * @throws Error with what it said, for anything but a GraphQL answer without errors
 */
export async function ask(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  const json = parse(text);
  if (!response.ok || typeof json !== 'object' || json === null || 'errors' in json)
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 1_000)}`);
  return { json, bytes: Buffer.byteLength(text.trimEnd()) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As {@link ask}, again and again while the answer is an error: a crowd that has just left may still be worked on. */
export async function askUntilAnswered(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask(url, body, headers);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(500);
    }
  }
}

/** As many numbers below `limit` as asked for, by chance. */
export const someOf = (limit: number, count: number): readonly number[] =>
  Array.from({ length: count }, () => randomBytes(4).readUInt32LE() % limit);
