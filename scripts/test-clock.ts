import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childEnvironment } from '@storegraph/private-database/env';
import { findServer } from '@storegraph/private-database/find-server';
import { obtainServer } from '@storegraph/private-database/install-server';
import { obtainFaketime } from './obtain-faketime.ts';
import { obtainRabbitmq } from './obtain-rabbitmq.ts';
import { countTests, type FinishedStep, summary } from './test-report.ts';

// `npm run test:clock`: the tests at moments when a calendar jumps, and in zones where it does. Every Node process gets
// a `Date` that is shifted, and MariaDB the same shift by libfaketime: payments go by the database's clock; sessions,
// signatures and ids by that of Node. RabbitMQ keeps the real time, which nothing reads.

/** Half a minute before each jump, so that the tests see both sides of it, and a zone that lives through it. */
const moments = [
  { name: 'now', at: null, zone: 'UTC' },
  { name: 'end of a year', at: '2026-12-31T23:59:30Z', zone: 'UTC' },
  { name: 'end of a month', at: '2027-02-28T10:59:30Z', zone: 'Pacific/Auckland' },
  { name: 'end of 29 February', at: '2028-03-01T03:29:30Z', zone: 'America/St_Johns' },
  { name: 'summer time begins (America)', at: '2027-03-14T05:29:30Z', zone: 'America/St_Johns' },
  { name: 'summer time begins (Europe)', at: '2027-03-28T00:59:30Z', zone: 'Europe/Berlin' },
  { name: 'summer time ends (Europe)', at: '2027-10-31T00:59:30Z', zone: 'Europe/Berlin' },
  { name: 'summer time ends (America)', at: '2027-11-07T04:29:30Z', zone: 'America/St_Johns' },
] as const;
const zones = ['UTC', 'America/St_Johns', 'Pacific/Auckland'] as const;

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'storegraph-clock-'));
let running: ChildProcess | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    running?.kill(signal);
    process.exit(130);
  });
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

try {
  const chosen = new Set(process.argv.slice(2));
  const isChosen = (suites: string): boolean => chosen.size === 0 || chosen.has(suites);
  const finished: FinishedStep[] = [];
  for (const { name, at, zone } of moments) {
    if (isChosen('quick'))
      for (const each of new Set([...zones, zone])) finished.push(await runTests(['unit', 'client'], name, each, at));
    // What needs a database takes minutes: once for each moment, in its own zone.
    if (isChosen('database')) finished.push(await runTests(['int', 'e2e'], name, zone, at, await shiftableServer()));
  }
  console.log(`\n${summary(finished)}`);
  process.exitCode = finished.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function runTests(
  projects: readonly string[],
  moment: string,
  zone: string,
  at: string | null,
  server?: { readonly program: string; readonly library: string },
): Promise<FinishedStep> {
  const name = `${projects.join(' + ')}, ${moment}, ${zone}`;
  console.log(`\n=== ${name} ===`);
  const shift = at === null ? 0 : Math.round((Date.parse(at) - Date.now()) / 1_000);
  const report = join(scratch, 'report.json');
  rmSync(report, { force: true });
  const startedAt = performance.now();
  running = spawn(
    'vitest',
    [
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: childEnvironment({
        TZ: zone,
        NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'scripts/clock/shift-date.ts')).href}?seconds=${shift}`,
        ...(server && { PATH: [shiftedServer(server, shift), process.env['PATH']].join(delimiter) }),
      }),
    },
  );
  const [code] = await once(running, 'close');
  running = undefined;
  const seconds = (performance.now() - startedAt) / 1_000;
  return { name, seconds, ...countTests(report, code === 0) };
}

/** The database server of this machine, and what makes it believe another time. */
async function shiftableServer(): Promise<{ readonly program: string; readonly library: string }> {
  await obtainServer(console.log);
  await obtainRabbitmq(console.log);
  const server = await findServer();
  if (server === null)
    throw new Error('A database in a container keeps its own time: these tests need MariaDB itself.');
  return { program: server.path, library: await obtainFaketime(console.log) };
}

/** A folder for `PATH` whose `mariadbd` is the machine's, shifted. `exec` keeps the process id that its owner knows. */
function shiftedServer({ program, library }: { program: string; library: string }, seconds: number): string {
  const folder = join(scratch, 'bin');
  mkdirSync(folder, { recursive: true });
  const clock = `LD_PRELOAD=${library} FAKETIME=${seconds < 0 ? '' : '+'}${seconds} FAKETIME_DONT_FAKE_MONOTONIC=1`;
  writeFileSync(join(folder, 'mariadbd'), `#!/bin/sh\n${clock} exec ${program} "$@"\n`, { mode: 0o755 });
  return folder;
}
