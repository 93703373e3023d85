import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '@storegraph/private-database/env';
import { obtainServer } from '@storegraph/private-database/install-server';
import { obtainChromium } from './obtain-chromium.ts';
import { obtainRabbitmq } from './obtain-rabbitmq.ts';
import { countTests, failuresOf, type FinishedStep, summary } from './test-report.ts';

const quickSteps = ['check', 'unit', 'client', 'int', 'e2e', 'e2e-cluster', 'browser'] as const;
// The same journeys in other shapes of the shop: for `--long`, which is `npm run test:long`, and at the size that they
// have on each change.
const otherShapes = ['e2e-broker', 'e2e-replicas'] as const;
const steps = [...quickSteps, ...otherShapes, 'e2e-long', 'clock', 'guards'] as const;
type Step = (typeof steps)[number];
const withoutDatabase: readonly Step[] = ['check', 'unit', 'client'];
/** Steps that are a script of their own, and count as one test. */
const scripts: { readonly [Name in Step]?: string } = { check: 'check:static', clock: 'test:clock', guards: 'guards' };
const withBroker: readonly Step[] = ['int', 'e2e-cluster', 'e2e-long', ...otherShapes];

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'storegraph-test-'));
let running: ChildProcess | undefined;
let isInterrupted = false;

process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    if (running === undefined) process.exit(130);
    running.kill(signal);
  });
}

const isLong = process.argv.includes('--long', 2);
const named = process.argv.slice(2).filter((argument) => argument !== '--long');
const unknown = named.filter((name) => !steps.some((step) => step === name));
if (unknown.length > 0) {
  console.error(`No such tests: ${unknown.join(', ')}. There are: ${steps.join(', ')}.`);
  process.exit(1);
}
const chosen: readonly Step[] =
  named.length > 0 ? steps.filter((step) => named.includes(step)) : isLong ? steps : quickSteps;

try {
  const environment = await prepare(chosen);
  const finished: FinishedStep[] = [];
  for (const step of chosen) {
    const isAtFullSize = isLong && !otherShapes.some((shape) => shape === step);
    if (!isInterrupted) finished.push(await runStep(step, { ...environment, ...(isAtFullSize && { LONG: '1' }) }));
  }
  console.log(`\n${summary(finished)}`);
  process.exitCode = isInterrupted ? 130 : finished.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function prepare(wanted: readonly Step[]): Promise<Record<string, string>> {
  if (wanted.some((step) => !withoutDatabase.includes(step))) await obtainServer(console.log);
  if (wanted.some((step) => withBroker.includes(step))) await obtainRabbitmq(console.log);
  return wanted.includes('browser') ? { CHROMIUM_PATH: await obtainChromium(console.log) } : {};
}

async function runStep(step: Step, environment: Record<string, string>): Promise<FinishedStep> {
  console.log(`\n=== ${step} ===`);
  const startedAt = performance.now();
  const report = join(scratch, `${step}.json`);
  const script = scripts[step];
  const succeeded =
    script !== undefined
      ? await run('npm', ['run', '-s', script], environment)
      : await run(
          'vitest',
          ['run', '--project', step, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
          environment,
        );
  const seconds = (performance.now() - startedAt) / 1000;
  const counts =
    script !== undefined
      ? { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
      : countTests(report, succeeded);
  console.log(`=== ${step}: ${succeeded ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s ===`);
  return { name: step, seconds, ...counts, failures: failuresOf(report) };
}

function run(program: string, args: readonly string[], environment: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    running = spawn(program, args, { cwd: root, stdio: 'inherit', env: childEnvironment(environment) });
    const finish = (succeeded: boolean): void => {
      running = undefined;
      resolve(succeeded);
    };
    running.once('error', (error) => {
      console.error(`Could not run ${program}: ${error.message}`);
      finish(false);
    });
    running.once('close', (code) => finish(code === 0));
  });
}
