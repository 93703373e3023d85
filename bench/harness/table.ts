import { bars, isReached, type Bar } from './bars.ts';
import type { Comparison, Measure, Result } from './results.ts';
import { median, rounded } from './statistics.ts';

const HEAD = [
  'bar',
  'question',
  'ours',
  'peer',
  'figure',
  'target',
  'requests/s',
  'p50 / p99 ms',
  'CPU ms a request',
  'measured',
];

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
  if (!('ratio' in comparison))
    return [
      ...head,
      '-',
      verdict(bar, comparison.value, target, ` ${comparison.unit}`),
      aim(bar, target),
      '-',
      '-',
      '-',
    ];
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

const middle = (measures: readonly Measure[], key: keyof Measure): string =>
  String(rounded(median(measures.map((each) => each[key]))));

const aim = (bar: Bar, target: number): string => `${bars[bar].wants} ${target}`;

const verdict = (bar: Bar, figure: number, target: number, unit: string): string =>
  `**${rounded(figure)}${unit}** ${isReached(bar, figure, target) ? '✓' : '✗'}`;

const END = '<!-- /bench -->';

/** The documents' own names for the bars that they show. */
const shown: Readonly<Record<string, (bar: Bar) => boolean>> = {
  all: () => true,
  'gateway-executor': (bar) => ['P1', 'P2', 'P3', 'P4'].includes(bar),
};

/**
 * A document with the table of its mark, `<!-- bench: all -->`, made anew; it reaches to `<!-- /bench -->`.
 * @throws Error when a mark is missing, or unknown
 */
export function withTable(document: string, results: readonly Result[]): string {
  const [begin, name = ''] = /<!-- bench: (\S+) -->/.exec(document) ?? [];
  const isShown = shown[name];
  if (begin === undefined || isShown === undefined)
    throw new Error(
      `The document needs a mark for its table: ${Object.keys(shown)
        .map((each) => `<!-- bench: ${each} -->`)
        .join(' or ')}`,
    );
  const from = document.indexOf(begin) + begin.length;
  const to = document.indexOf(END, from);
  if (to < 0) throw new Error(`The document needs ${END} behind its table`);
  const chosen = results.map((result) => ({
    ...result,
    comparisons: result.comparisons.filter(({ bar }) => isShown(bar)),
  }));
  return `${document.slice(0, from)}\n\n${toTable(chosen)}\n\n${document.slice(to)}`;
}
