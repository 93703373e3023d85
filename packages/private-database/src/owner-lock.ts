import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, startToken } from './processes.ts';
import { readOrNull } from './read-or-null.ts';

const ownerSchema = z.object({ pid: z.number().int(), started: z.string().nullable(), nonce: z.string() });

/** Holds a folder for one process. */
export type OwnerLock = {
  /** Gives the folder up. Safe to call twice. */
  release(): void;
};

/**
 * Takes a folder for this process, so that two starts at once cannot work on the same data. The lock of a process
 * that is gone counts for nothing, also when its id has been given to another process since.
 *
 * @param folder - the folder to hold
 * @returns the lock
 * @throws Error naming the owner when a living process holds the folder
 */
export async function takeOwnerLock(folder: string): Promise<OwnerLock> {
  const path = join(folder, 'owner.lock');
  const nonce = randomUUID();
  const draft = `${path}.${nonce}`;
  const mine = JSON.stringify({ pid: process.pid, started: await startToken(process.pid), nonce });
  writeFileSync(draft, mine);
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      // A link appears whole or not at all and fails when the name is taken, which a plain write does not give.
      if (tryLink(draft, path)) return { release: () => removeIfMine(path, mine) };
      const found = readOrNull(path);
      if (found === null) continue;
      const owner = parseOwner(found);
      if (owner !== null && (await isLiving(owner))) {
        throw new Error(
          `The data folder ${folder} is in use by process ${owner.pid}. Stop that one first (Ctrl-C where it runs, or kill ${owner.pid}), then start again.`,
        );
      }
      removeStale(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new Error(`Could not take the lock ${path}: several starts contend for it. Start again.`);
}

async function isLiving(owner: z.infer<typeof ownerSchema>): Promise<boolean> {
  return isAlive(owner.pid) && (owner.started === null || owner.started === (await startToken(owner.pid)));
}

// Between reading a stale lock and removing it another start may have put its own there: move first, look, put back.
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readOrNull(aside) !== stale) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function removeIfMine(path: string, mine: string): void {
  if (readOrNull(path) === mine) rmSync(path, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function parseOwner(text: string): z.infer<typeof ownerSchema> | null {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
