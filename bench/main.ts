import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReached } from './harness/bars.ts';
import { root } from './harness/backing-services.ts';
import { readOptions, USAGE, type Options } from './harness/options.ts';
import { createProgress } from './harness/progress.ts';
import type { Question } from './harness/question.ts';
import { readResults, writeResult, type Comparison } from './harness/results.ts';
import { stopServers } from './harness/server-process.ts';
import { rounded } from './harness/statistics.ts';
import { toTable, withTable } from './harness/table.ts';
import { questions } from './questions/questions.ts';

/** Documents that show the table. */
const WITH_TABLE = ['bench/README.md', 'packages/gateway-executor/README.md'];

/** What the question has opened, to be closed in the opposite order. */
const opened: { stop(): Promise<void> | void }[] = [];

let isInterrupted = false;

// A second signal ends this process at once; servers end with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isInterrupted = true;
    // Servers before their database, those included that are only starting.
    void stopServers()
      .then(closeAll)
      .finally(() => process.exit(130));
  });

try {
  const { names, options } = readOptions(process.argv.slice(2));
  if (names.includes('table')) writeTables();
  else {
    const unknown = names.filter((name) => !questions.some((question) => question.name === name));
    if (unknown.length > 0)
      throw new Error(`There is no question ${unknown.join(', ')}.\n${USAGE}\n${listOf(questions)}`);
    const chosen = questions
      .filter(({ name, onlyWhenNamed }) => (names.length === 0 ? onlyWhenNamed !== true : names.includes(name)))
      .filter(({ comparesAnswers }) => options.rounds > 0 || comparesAnswers === true);
    // The others are asked even when one fails.
    for (const question of chosen) if (!isInterrupted) await answer(question, options).catch(fail);
    if (options.rounds > 0) writeTables();
  }
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function answer(question: Question, options: Options): Promise<void> {
  console.log(`\n${question.name}: ${question.asks}`);
  try {
    const comparisons = await question.answer(options, createProgress(question.name), (resource) => {
      opened.push(resource);
      return resource;
    });
    if (options.rounds === 0) {
      console.log('  Compared; nothing was timed');
      return;
    }
    writeResult(question.name, comparisons);
    for (const comparison of comparisons) console.log(`  ${describe(comparison)}`);
  } finally {
    await closeAll();
  }
}

async function closeAll(): Promise<void> {
  for (let each = opened.pop(); each !== undefined; each = opened.pop()) await each.stop();
}

function describe(comparison: Comparison): string {
  const { bar, ours, target } = comparison;
  const [figure, text] =
    'ratio' in comparison
      ? [comparison.ratio, `${ours} ${rounded(comparison.ratio)} x ${comparison.peer}`]
      : [comparison.value, `${ours} ${rounded(comparison.value)} ${comparison.unit}`];
  return `${bar.padEnd(3)} ${text} (target ${target}: ${isReached(bar, figure, target) ? 'reached' : 'missed'})`;
}

function writeTables(): void {
  const results = readResults();
  for (const path of WITH_TABLE) {
    const file = join(root, path);
    writeFileSync(file, withTable(readFileSync(file, 'utf8'), results));
  }
  console.log(`\n${toTable(results)}`);
}

function listOf(all: readonly Question[]): string {
  return all.map(({ name, asks }) => `  ${name.padEnd(14)} ${asks}`).join('\n');
}
