import { describe, expect, it } from 'vitest';
import type { Comparison, Measure, Result } from './results.ts';
import { toTable, withTable } from './table.ts';

const measure = (requestsPerSecond: number): Measure => ({
  requestsPerSecond,
  p50Ms: 10,
  p95Ms: 20,
  p99Ms: 21.26,
  cpuMs: 1000 / requestsPerSecond,
  databaseCpuMs: 1,
  generatorCpuMs: 0.1,
  requests: 100,
  failures: 0,
});
const ratio = (bar: 'P1' | 'P3', figure: number, target: number): Comparison => ({
  bar,
  ours: 'standalone',
  peer: 'stock-gateway',
  target,
  ratio: figure,
  rounds: [1, 2, 3].map((round) => ({ ours: measure(round * 100), peer: measure(round * 50), ratio: 2 })),
});
const result = (...comparisons: Comparison[]): Result => ({
  question: 'q',
  at: '2026-03-01T10:00:00.000Z',
  comparisons,
});

describe('toTable', () => {
  it('shows the ratio beside its target with the medians of both sides', () => {
    const [, , row] = toTable([result(ratio('P1', 4.26, 4))]).split('\n');
    expect(row).toContain(
      '| standalone | stock-gateway | **4.26 x** ✓ | at least 4 | 200 : 100 | 10 / 21.3 : 10 / 21.3 | 5 : 10 | 2026-03-01 |',
    );
  });
  it('says what is missed', () => expect(toTable([result(ratio('P1', 3.99, 4))])).toContain('**3.99 x** ✗'));
  it('takes less as better where a bar is a limit', () => {
    const start = (value: number): Result =>
      result({ bar: 'P10', ours: 'standalone', target: 5, value, unit: 's', rounds: [] });
    expect(toTable([start(4.2)])).toContain('**4.2 s** ✓ | at most 5');
    expect(toTable([start(5.1)])).toContain('**5.1 s** ✗');
  });
  it('follows the order of the bars, whatever the order of the files', () => {
    const statements: Comparison = {
      bar: 'P11',
      ours: 'standalone',
      target: 0,
      value: 0,
      unit: 'statements',
      rounds: [],
    };
    const table = toTable([result(statements), result(ratio('P3', 1, 1)), result(ratio('P1', 1, 1))]);
    expect([...table.matchAll(/^\| (P\d+)/gm)].map(([, bar]) => bar)).toEqual(['P1', 'P3', 'P11']);
  });
});

describe('withTable', () => {
  const results = [
    result(ratio('P1', 4, 4), { bar: 'P10', ours: 'standalone', target: 5, value: 4, unit: 's', rounds: [] }),
  ];
  const document = (name: string, inner: string): string =>
    `before\n<!-- bench: ${name} -->${inner}<!-- /bench -->\nafter`;
  it('replaces what is between the marks, and nothing else', () => {
    const once = withTable(document('all', 'old'), results);
    expect(once).toBe(document('all', `\n\n${toTable(results)}\n\n`));
    expect(withTable(once, results)).toBe(once);
  });
  it('shows the bars of the document alone', () => {
    const text = withTable(document('gateway-executor', ''), results);
    expect(text).toContain('| P1 |');
    expect(text).not.toContain('| P10 |');
  });
  it.each(['text', '<!-- bench: nothing --><!-- /bench -->', '<!-- bench: all -->'])('refuses "%s"', (text) =>
    expect(() => withTable(text, results)).toThrow('needs'),
  );
});
