import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countTests, failuresOf, summary } from './test-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'test-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  const numbers = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };
  writeFileSync(path, JSON.stringify({ ...numbers, ...content }));
  return path;
}

describe('countTests', () => {
  it('counts passed, failed and skipped tests', () => {
    expect(countTests(report({ numFailedTests: 2 }), false)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests(report({ testResults: [{ status: 'failed', assertionResults: [] }] }), false).failed).toBe(1);
  });

  it('counts a run that failed without a failed test as a failure', () => {
    expect(countTests(report({}), false).failed).toBe(1);
    expect(countTests(join(folder, 'missing.json'), true).failed).toBe(1);
  });
});

describe('failuresOf', () => {
  it('names what failed, or did at first, and each file that could not be loaded, with the first line of why', () => {
    const failureMessages = ['Error: sold twice\n    at a line'];
    const assertionResults = [
      { status: 'passed', fullName: 'sells', failureMessages: [] },
      { status: 'passed', fullName: 'ships once', failureMessages },
      { status: 'failed', fullName: 'sells once', failureMessages },
    ];
    const testResults = [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults },
      { name: 'b.test.ts', status: 'failed', message: 'no such module\nstack', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', message: '', assertionResults: assertionResults.slice(0, 1) },
    ];
    expect(failuresOf(report({ testResults }))).toEqual([
      'FLAKY a.test.ts > ships once: Error: sold twice',
      'FAILED a.test.ts > sells once: Error: sold twice',
      'FAILED b.test.ts: no such module',
    ]);
  });

  it('names none where there is no report', () => {
    expect(failuresOf(join(folder, 'missing.json'))).toEqual([]);
  });
});

describe('summary', () => {
  it('tells what failed', () => {
    const step = { name: 'int', passed: 3, failed: 1, skipped: 0, seconds: 2, failures: ['FAILED a.test.ts: no'] };
    expect(summary([step])).toContain('\nint: FAILED a.test.ts: no\n');
  });

  it('ends with the sum on a line of its own', () => {
    const steps = [
      { name: 'unit', passed: 2, failed: 0, skipped: 0, seconds: 1 },
      { name: 'int', passed: 3, failed: 1, skipped: 0, seconds: 2 },
    ];
    expect(summary(steps).split('\n').at(-1)).toBe('5 passed, 1 failed');
  });
});
