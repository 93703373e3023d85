import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `npm run dev`: the shop, started again whenever a file that it runs changes, and Vite with hot reload for the client.
const root = fileURLToPath(new URL('../..', import.meta.url));
const options = { cwd: root, stdio: 'inherit' } as const;
const children = [
  spawn(
    process.execPath,
    [...process.execArgv, '--watch', '--watch-preserve-output', 'standalone/src/main.ts', ...process.argv.slice(2)],
    options,
  ),
  // Not by `npm run`, which would not pass the signal on.
  spawn('vite', [], { ...options, cwd: `${root}client` }),
];

const stop = (): void => children.forEach((child) => child.kill('SIGTERM'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.once('exit', stop);
