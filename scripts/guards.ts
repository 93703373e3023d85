import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { obtainServer } from '@storegraph/private-database/install-server';
import { type Guard, removeGuard } from './guards/guard.ts';
import { GUARDS } from './guards/guard-list.ts';
import { runTests, type TestRun } from './guards/run-tests.ts';
import { makeScratchCopy } from './guards/scratch-copy.ts';

// `npm run guards [-- NAME ...]`: removes each guard in turn from a copy of the tree, and names the test that turns red
// for it. Exit code 1 when one is not missed, or is not where the list says.
const names = process.argv.slice(2);
const unknown = names.filter((name) => !GUARDS.some((guard) => guard.name === name));
if (unknown.length > 0) {
  console.error(`No such guard: ${unknown.join(', ')}. There are:\n  ${GUARDS.map(({ name }) => name).join('\n  ')}`);
  process.exit(1);
}
const chosen = names.length === 0 ? GUARDS : GUARDS.filter(({ name }) => names.includes(name));

const copy = makeScratchCopy(join(import.meta.dirname, '..'));
let running: ChildProcess | undefined;
let isInterrupted = false;
process.on('exit', () => copy.remove());
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    if (running === undefined) process.exit(130);
    running.kill(signal);
  });
}

try {
  for (const guard of chosen) removeGuard(readFileSync(join(copy.folder, guard.file), 'utf8'), guard);
  await obtainServer(console.log);
  const isSound = await checkUntouched();
  const missed = isSound ? await removeEach() : 0;
  process.exitCode = isInterrupted ? 130 : isSound && missed === chosen.length ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** A test that is red anyway notices nothing. */
async function checkUntouched(): Promise<boolean> {
  const startedAt = performance.now();
  const run = await test([...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (run.kind === 'green') report('', 'nothing', 'green', startedAt);
  else
    console.error(`The tests are not green with every guard in place: ${run.kind === 'red' ? run.test : run.output}`);
  return run.kind === 'green';
}

/** @returns how many guards were missed by a test */
async function removeEach(): Promise<number> {
  let missed = 0;
  for (const guard of chosen) {
    const startedAt = performance.now();
    const run = await testWithout(guard);
    if (isInterrupted) break;
    if (run.kind === 'red') missed++;
    report(
      guard.file,
      guard.name,
      run.kind === 'red' ? `red: ${run.test}` : run.kind === 'green' ? 'NOTHING TURNED RED' : 'BROKEN',
      startedAt,
    );
    if (run.kind === 'broken') console.error(run.output);
  }
  console.log(
    `\n${missed} of ${chosen.length} guards are missed when they are gone (${Math.round(performance.now() / 1000)} s)`,
  );
  return missed;
}

async function testWithout(guard: Guard): Promise<TestRun> {
  const path = join(copy.folder, guard.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, removeGuard(source, guard));
  try {
    return await test(guard.tests);
  } finally {
    writeFileSync(path, source);
  }
}

async function test(files: readonly string[]): Promise<TestRun> {
  const attempt = () =>
    runTests(copy.folder, files, (child) => {
      running = child;
    });
  const run = await attempt();
  // A database that does not start on a busy machine is no fault of the guard's.
  return run.kind === 'broken' && !isInterrupted ? attempt() : run;
}

function report(file: string, name: string, outcome: string, startedAt: number): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${name.padEnd(42)} ${file.padEnd(56)} ${outcome}`);
}
