import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { environmentOf } from '../env.ts';
import { root } from '../harness/ground.ts';
import { endFamily, usageOf } from '../harness/process-stat.ts';
import type { Keep, Question } from '../harness/question.ts';
import { freePort } from '../harness/server-process.ts';
import { median } from '../harness/statistics.ts';

const IDLE_SECONDS = 10;
const PATIENCE_MS = 180_000;

/** P10: from `npm start` to the first page, and what the shop holds in memory when nobody asks it anything. */
export const start: Question = {
  name: 'start',
  asks: '`npm start` until the first page, and memory when idle',
  answer: async ({ rounds: count }, progress, keep) => {
    progress.say('building, so that the checkout is installed');
    await inNewFolder(keep, (folder) => startOnce(keep, folder, 0));
    const rounds: { firstStartSeconds: number; laterStartSeconds: number; idleMegabytes: number }[] = [];
    for (let round = 0; round < count; round++) {
      const each = await inNewFolder(keep, async (folder) => {
        const first = await startOnce(keep, folder, 0);
        const later = await startOnce(keep, folder, IDLE_SECONDS);
        return { firstStartSeconds: first.seconds, laterStartSeconds: later.seconds, idleMegabytes: later.megabytes };
      });
      rounds.push(each);
      progress.step(round + 1, count, `first ${each.firstStartSeconds.toFixed(1)} s, later ${each.laterStartSeconds.toFixed(1)} s, idle ${each.idleMegabytes.toFixed(0)} MB`);
    }
    const of = (key: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[key]));
    return [
      { bar: 'P10', ours: 'first start, with a new database and the demo', target: 5, value: of('firstStartSeconds'), unit: 's', rounds },
      { bar: 'P10', ours: 'later start', target: 5, value: of('laterStartSeconds'), unit: 's', rounds },
      { bar: 'P10', ours: 'idle, without the database', target: 300, value: of('idleMegabytes'), unit: 'MB', rounds },
    ];
  },
};

async function inNewFolder<Value>(keep: Keep, work: (folder: string) => Promise<Value>): Promise<Value> {
  const path = await mkdtemp(join(tmpdir(), 'storegraph-bench-'));
  const folder = keep({ stop: () => rm(path, { recursive: true, force: true }) });
  const value = await work(path);
  await folder.stop();
  return value;
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

async function startOnce(keep: Keep, folder: string, idleSeconds: number): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], { cwd: root, env: environmentOf({ DATA_DIR: folder, PORT: String(port) }), stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = once(child, 'exit');
  const shop = keep({
    stop: async () => {
      if (child.exitCode !== null) return;
      const pid = shopPid(folder);
      if (pid !== null) process.kill(pid, 'SIGTERM');
      else if (child.pid !== undefined) endFamily(child.pid);
      await ended;
    },
  });
  while (!(await servesPage(port))) {
    if (child.exitCode !== null || performance.now() - startedAt > PATIENCE_MS) throw new Error(`npm start serves no page. It said:\n${said.join('')}`);
    await sleep(20);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await sleep(idleSeconds * 1_000);
  const databasePid = Number(readFileSync(join(folder, 'database/server.pid'), 'utf8'));
  const megabytes = (usageOf([shopPid(folder) ?? 0]).residentBytes - usageOf([databasePid]).residentBytes) / 1e6;
  await shop.stop();
  return { seconds, megabytes };
}

const servesPage = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } }).then(
    async (response) => response.ok && (await response.text()).includes('<script'),
    () => false,
  );
