import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { childEnvironment } from '@storegraph/private-database/env';

/** What became of some test files: the first test that turned red, if one did. */
export type TestRun =
  | { readonly kind: 'green' }
  | { readonly kind: 'red'; readonly test: string }
  | { readonly kind: 'broken'; readonly output: string };

type JsonReport = {
  testResults: { name: string; assertionResults: { status: string; title: string; ancestorTitles: string[] }[] }[];
};

/**
 * Runs test files of a tree until the first test fails. A run that fails without a failing test has proved nothing: it
 * is broken.
 *
 * @param onStart - is given the process, to be ended when it takes too long
 */
export async function runTests(
  folder: string,
  files: readonly string[],
  onStart: (child: ChildProcess) => void,
): Promise<TestRun> {
  const reportPath = join(folder, 'guards-report.json');
  rmSync(reportPath, { force: true });
  const { isGreen, output } = await run(
    folder,
    [
      'run',
      '--project',
      'unit',
      '--project',
      'int',
      '--bail=1',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
      ...files,
    ],
    onStart,
  );
  if (isGreen) return { kind: 'green' };
  const test = firstFailure(folder, reportPath);
  return test === null ? { kind: 'broken', output } : { kind: 'red', test };
}

function firstFailure(folder: string, reportPath: string): string | null {
  try {
    const { testResults } = JSON.parse(readFileSync(reportPath, 'utf8')) as JsonReport;
    for (const { name, assertionResults } of testResults) {
      const failed = assertionResults.find(({ status }) => status === 'failed');
      if (failed !== undefined)
        return `${relative(folder, name)}: ${[...failed.ancestorTitles, failed.title].join(' > ')}`;
    }
    return null;
  } catch {
    return null;
  }
}

function run(
  cwd: string,
  args: readonly string[],
  onStart: (child: ChildProcess) => void,
): Promise<{ readonly isGreen: boolean; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(cwd, 'node_modules', '.bin', 'vitest'), args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment({ NO_COLOR: '1' }),
    });
    onStart(child);
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ isGreen: code === 0, output: Buffer.concat(output).toString('utf8').trim() }),
    );
  });
}
