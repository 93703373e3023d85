import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Notes that a private database is being made. Until it is finished it is not in use: what an interrupted first start
 * left, tables half made or half filled, is forgotten, and made anew.
 * @param databaseFolder - where the database will lie; its parent holds the note
 * @param forget - deletes what is there
 * @returns what to call once the database is complete
 */
export async function noteFirstStart(
  databaseFolder: string,
  forget: () => Promise<void>,
): Promise<() => Promise<void>> {
  const note = join(dirname(databaseFolder), 'first-start');
  if (existsSync(note)) await forget();
  else if (existsSync(databaseFolder)) return async () => {};
  await mkdir(dirname(note), { recursive: true, mode: 0o700 });
  await writeFile(note, 'The database beside this file is not complete; the next start makes it anew.\n');
  return () => rm(note, { force: true });
}
