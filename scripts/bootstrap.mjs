// Usage: node scripts/bootstrap.mjs <entry.ts> [arguments]
// Installs the packages when they differ from the lockfile, then runs the entry on the lockfile's own Node.
// Runs before anything is installed and on older versions of Node: plain JavaScript, no dependency.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, packagesAreCurrent } from './install-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const binFolder = join(root, 'node_modules', '.bin');
const node = join(binFolder, 'node');
const [entry, ...args] = process.argv.slice(2);

if (entry === undefined) fail('Usage: node scripts/bootstrap.mjs <entry.ts> [arguments]');
if (!packagesAreCurrent(root) && !(await installPackages(root))) process.exit(1);
if (!existsSync(node)) {
  fail(
    `The Node of this project is missing: ${node}\nIts package was left out of the install. Try: npm ci --include=optional --include=dev`,
  );
}
run();

function run() {
  // A process group of its own: Ctrl-C goes to npm, to this process and, by npm, to this process again. The child shall
  // get it once, in time to stop cleanly.
  // On a large machine V8 would let garbage of its youngest objects grow to 80 MB more, and be no faster for it.
  const child = spawn(
    node,
    [
      '--max-semi-space-size=32',
      '--import',
      '@storegraph/subgraph-kit/database/drizzle/as-commonjs',
      join(root, entry),
      ...args,
    ],
    {
      cwd: root,
      // The channel tells the child that this process is gone, however it ended.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      detached: true,
      env: { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH ?? ''}` },
    },
  );
  const sentAt = new Map();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (Date.now() - (sentAt.get(signal) ?? 0) < 250) return;
      sentAt.set(signal, Date.now());
      child.kill(signal);
    });
  }
  // npm hands a SIGTERM to its shell, which ends without passing it on: without that parent, the child is ended, too.
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && child.kill('SIGTERM'), 500).unref();
  child.once('error', (error) => fail(`Could not run ${node}: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
