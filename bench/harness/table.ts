import { bars, isReached, type Bar } from './bars.ts';
import type { Comparison, Measure, Result } from './results.ts';
import { median, rounded } from './statistics.ts';

const HEAD = ['bar', 'question', 'ours', 'peer', 'figure', 'target', 'requests/s', 'p50 / p99 ms', 'CPU ms a request', 'measured'];

/** The results as a Markdown table, in the order of the bars. */
export function toTable(results: readonly Result[]): string {
  const order = Object.keys(bars);
  const rows = results
    .flatMap(({ at, comparisons }) => comparisons.map((comparison) => ({ at, comparison })))
    .toSorted((a, b) => order.indexOf(a.comparison.bar) - order.indexOf(b.comparison.bar))
    .map(({ at, comparison }) => [...cellsOf(comparison), at.slice(0, 10)]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(comparison: Comparison): readonly string[] {
  const { bar, ours, target } = comparison;
  const head = [bar, bars[bar].asks, ours];
  if (!('ratio' in comparison)) return [...head, '-', verdict(bar, comparison.value, target, ` ${comparison.unit}`), aim(bar, target), '-', '-', '-'];
  const mine = comparison.rounds.map((round) => round.ours);
  const theirs = comparison.rounds.map((round) => round.peer);
  const both = (of: (measures: readonly Measure[]) => string): string => `${of(mine)} : ${of(theirs)}`;
  return [
    ...head,
    comparison.peer,
    verdict(bar, comparison.ratio, target, ' x'),
    aim(bar, target),
    both((measures) => middle(measures, 'requestsPerSecond')),
    both((measures) => `${middle(measures, 'p50Ms')} / ${middle(measures, 'p99Ms')}`),
    both((measures) => middle(measures, 'cpuMs')),
  ];
}

const middle = (measures: readonly Measure[], key: keyof Measure): string => String(rounded(median(measures.map((each) => each[key]))));

const aim = (bar: Bar, target: number): string => `${bars[bar].wants} ${target}`;

const verdict = (bar: Bar, figure: number, target: number, unit: string): string =>
  `**${rounded(figure)}${unit}** ${isReached(bar, figure, target) ? '✓' : '✗'}`;

const BEGIN = '<!-- results: made by `npm run bench -- table` -->';
const END = '<!-- /results -->';

/**
 * A document with the table between its two marks replaced.
 * @throws Error when a mark is missing
 */
export function withTable(document: string, table: string): string {
  const from = document.indexOf(BEGIN);
  const to = document.indexOf(END);
  if (from < 0 || to < from) throw new Error(`The document needs the marks ${BEGIN} and ${END} around its table`);
  return `${document.slice(0, from + BEGIN.length)}\n\n${table}\n\n${document.slice(to)}`;
}

/** Whether a document has a place for the table. */
export const hasTable = (document: string): boolean => document.includes(BEGIN);
