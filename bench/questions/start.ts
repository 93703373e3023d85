import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from '@storegraph/private-database/processes';
import { runProgram } from '@storegraph/private-database/run-program';
import { z } from 'zod';
import { environmentOf } from '../env.ts';
import { root } from '../harness/backing-services.ts';
import { familyIds, heldBytes } from '../harness/process-stat.ts';
import type { Keep, Question } from '../harness/question.ts';
import { freePort } from '../harness/server-process.ts';
import { median } from '../harness/statistics.ts';

const IDLE_SECONDS = 10;
const PATIENCE_MS = 180_000;
const END_MS = 20_000;

/** P10: from `npm start` to the first page, and what the shop holds in memory while idle. */
export const start: Question = {
  name: 'start',
  asks: '`npm start` until the first page, and memory when idle',
  answer: async ({ rounds: count }, progress, keep) => {
    progress.say('building, so that the checkout is installed');
    await build();
    const folder = await mkdtemp(join(tmpdir(), 'storegraph-bench-'));
    keep({ stop: () => rm(folder, { recursive: true, force: true }) });
    const first = await startOnce(keep, folder, 0);
    progress.say(`the first start, with a new database and the demo: ${first.seconds.toFixed(1)} s`);
    const rounds: { seconds: number; idleMegabytes: number }[] = [];
    for (let round = 0; round < count; round++) {
      const each = await startOnce(keep, folder, IDLE_SECONDS);
      rounds.push(each);
      progress.step(round + 1, count, `${each.seconds.toFixed(1)} s, idle ${each.idleMegabytes.toFixed(0)} MB`);
    }
    return [
      {
        bar: 'P10',
        ours: 'until the first page',
        target: 5,
        value: median(rounds.map(({ seconds }) => seconds)),
        unit: 's',
        rounds,
      },
      {
        bar: 'P10',
        ours: 'idle, without the database',
        target: 300,
        value: median(rounds.map(({ idleMegabytes }) => idleMegabytes)),
        unit: 'MB',
        rounds,
      },
    ];
  },
};

async function build(): Promise<void> {
  const { code, output } = await runProgram('npm', ['run', '--silent', '--prefix', root, 'build']);
  if (code !== 0) throw new Error(`The client could not be built:\n${output.slice(-3_000)}`);
}

// The shop leaves a note of who it is for `npm run seed` and `npm run audit`.
const noticeSchema = z.object({ pid: z.int() });

function shopPid(folder: string): number | null {
  try {
    return noticeSchema.parse(JSON.parse(readFileSync(join(folder, 'databases.json'), 'utf8'))).pid;
  } catch {
    return null;
  }
}

async function startOnce(
  keep: Keep,
  folder: string,
  idleSeconds: number,
): Promise<{ readonly seconds: number; readonly idleMegabytes: number }> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: environmentOf({ DATA_DIR: folder, PORT: String(port) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const family = (): readonly number[] => (child.pid === undefined ? [] : familyIds(child.pid));
  const shop = keep({
    stop: async () => {
      const left = family();
      // It stops its database, and npm ends after it. Processes that are left get the signal here: npm hands none on.
      const pid = shopPid(folder);
      if (pid !== null) await endProcess(pid, END_MS);
      await Promise.all(left.map((each) => endProcess(each, END_MS)));
    },
  });
  while (!(await servesPage(port))) {
    if (child.exitCode !== null || performance.now() - startedAt > PATIENCE_MS)
      throw new Error(`npm start serves no page. It said:\n${said.join('')}`);
    await sleep(20);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await sleep(idleSeconds * 1_000);
  const databasePid = Number(readFileSync(join(folder, 'database/server.pid'), 'utf8'));
  // npm and what lies between it and the shop included.
  const idleMegabytes = heldBytes(family().filter((pid) => pid !== databasePid)) / 1e6;
  await shop.stop();
  return { seconds, idleMegabytes };
}

const servesPage = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } }).then(
    async (response) => response.ok && (await response.text()).includes('<script'),
    () => false,
  );
