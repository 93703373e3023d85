import { readFileSync } from 'node:fs';

/** How many tests of one step passed, failed and were left out. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A step of the test run that has ended. */
export type FinishedStep = Counts & {
  readonly name: string;
  readonly seconds: number;
  /** What failed, at least once: each test by its file and name, with the first line of why. */
  readonly failures?: readonly string[];
};

type JsonReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: TestFile[];
};

type TestFile = {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
};

/**
 * Counts the tests of a vitest run. A file that could not be loaded counts as one failure, and so does a run that
 * failed without naming any: nothing that went wrong may add up to zero.
 *
 * @param reportPath - what vitest's JSON reporter wrote
 * @param succeeded - whether vitest ended with exit code 0
 */
export function countTests(reportPath: string, succeeded: boolean): Counts {
  const report = readReport(reportPath);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * What failed in a vitest run, a line each: a long run's own words about it are pages above its end. A test that failed
 * and passed when it was tried again is flaky: a fault of the test or of the product, which does not stop the run.
 *
 * @param reportPath - what vitest's JSON reporter wrote
 */
export function failuresOf(reportPath: string): string[] {
  return (readReport(reportPath)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const lines = assertionResults.flatMap((test) => {
      const [why] = test.failureMessages;
      const verdict = test.status === 'failed' ? 'FAILED' : 'FLAKY';
      return why === undefined ? [] : [`${verdict} ${name} > ${test.fullName}: ${firstLine(why)}`];
    });
    return lines.length === 0 && status === 'failed' ? [`FAILED ${name}: ${firstLine(message)}`] : lines;
  });
}

/**
 * The closing table, what failed, and the line that sums it up.
 *
 * @param steps - in the order in which they ran
 */
export function summary(steps: readonly FinishedStep[]): string {
  const total = (key: keyof Counts): number => steps.reduce((sum, step) => sum + step[key], 0);
  const width = Math.max(...steps.map(({ name }) => name.length), 12) + 2;
  const row = (name: string, ...cells: (string | number)[]): string =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(9)).join('');
  return [
    row('', 'passed', 'failed', 'skipped', 'seconds'),
    ...steps.map(({ name, passed, failed, skipped, seconds }) =>
      row(name, passed, failed, skipped, seconds.toFixed(1)),
    ),
    '',
    ...steps.flatMap(({ name, failures = [] }) => failures.map((failure) => `${name}: ${failure}`)),
    `${total('passed')} passed, ${total('failed')} failed`,
  ].join('\n');
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

function readReport(path: string): JsonReport | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JsonReport;
  } catch {
    return null;
  }
}
