import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

it('ends what it runs when the shell between npm and it is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storegraph-bootstrap-'));
  writeFileSync(
    join(folder, 'entry.ts'),
    "process.once('SIGTERM', () => (console.log('ends'), process.exit()));\nsetInterval(() => {}, 1_000);\nconsole.log('runs');\n",
  );
  const shell = spawn('sh', ['-c', `node scripts/bootstrap.mjs ${relative(root, join(folder, 'entry.ts'))}; true`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface(shell.stdout).on('line', (line) => {
    said.push(line);
    if (line === 'runs') shell.kill('SIGTERM');
  });
  await once(lines, 'close');
  expect(said).toEqual(['runs', 'ends']);
  rmSync(folder, { recursive: true });
});

it('ends what it runs when it is killed itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storegraph-bootstrap-'));
  writeFileSync(
    join(folder, 'entry.ts'),
    "process.once('disconnect', () => (console.log('ends'), process.exit()));\nsetInterval(() => {}, 1_000);\nconsole.log('runs');\n",
  );
  const bootstrap = spawn('node', ['scripts/bootstrap.mjs', relative(root, join(folder, 'entry.ts'))], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface(bootstrap.stdout).on('line', (line) => {
    said.push(line);
    if (line === 'runs') bootstrap.kill('SIGKILL');
  });
  await once(lines, 'close');
  expect(said).toEqual(['runs', 'ends']);
  rmSync(folder, { recursive: true });
});
