import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '@storegraph/private-database/run-program';
import { root } from './backing-services.ts';
import type { Progress } from './progress.ts';

/**
 * Installs a peer's packages by its lockfile, when that was not done yet, so that only comparisons download them.
 * @returns the peer's folder
 */
export async function installPeer(name: 'hive-gateway' | 'vendure', progress: Progress): Promise<string> {
  const folder = join(root, 'bench/peers', name);
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const note = join(folder, 'node_modules/.installed');
  if (existsSync(note) && readFileSync(note, 'utf8') === lock) return folder;
  progress.say(`installing ${name}, once (npm ci in bench/peers/${name})`);
  const { code, output } = await runProgram('npm', ['ci', '--no-fund', '--no-audit', '--prefix', folder]);
  if (code !== 0) throw new Error(`${name} could not be installed:\n${output.slice(-3_000)}`);
  writeFileSync(note, lock);
  return folder;
}
