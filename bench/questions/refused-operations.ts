import { openBackingServices, sellingSize } from '../harness/backing-services.ts';
import type { Question } from '../harness/question.ts';
import { percentile } from '../harness/statistics.ts';
import { cpuNanosecondsOf } from '../harness/thread-time.ts';
import { startOurShop } from '../servers/our-shop.ts';

const DOCUMENTS = 10_000;
const WARM_UP = 500;

/** Random documents, each just over one limit of an operation. */
const makers: readonly ((random: (most: number) => number, n: number) => string)[] = [
  // Deep: 31 to 40 levels.
  (random, n) => {
    const levels = 29 + random(10);
    return `{ c${n}: category(slug: "c${random(1_000)}") { ${'parent { '.repeat(levels)}id${' }'.repeat(levels)} } x: __typename }`;
  },
  // Wide: 1,001 to 1,100 fields under one another's names are one name more than tokens allow, so under fragments.
  (random, n) => {
    const spreads = 26 + random(3);
    const fields = Array.from({ length: 39 }, (_, index) => (index % 2 ? 'id' : 'name')).join(' ');
    return `query W${n} { products(first: 1) { edges { node { ${'...F '.repeat(spreads)} } } } } fragment F on Product { ${fields} }`;
  },
  // Aliased: 101 to 150 names of one field.
  (random, n) =>
    `query A${n} { products(first: 1) { edges { node { ${Array.from({ length: 101 + random(50) }, (_, index) => `a${index}: id`).join(' ')} } } } }`,
  // Fragmented: a selection that doubles with each of ten or eleven fragments.
  (random, n) => {
    const levels = 10 + random(2);
    const fragments = Array.from(
      { length: levels },
      (_, level) => `fragment F${level} on Product { ...F${level + 1} ...F${level + 1} }`,
    );
    return `query D${n} { products(first: 1) { edges { node { ...F0 } } } } ${fragments.join(' ')} fragment F${levels} on Product { id }`;
  },
  // Lists in lists: 100,000 values and some more.
  (random, n) =>
    `query L${n} { categories { products(first: ${60 + random(40)}) { edges { node { id name variants { id name options { name value } sku } } } } } }`,
];

/** Random documents just over the limits, over HTTP: what does it cost to refuse one? */
export const refusedOperations: Question = {
  name: 'refused-operations',
  asks: `${DOCUMENTS.toLocaleString('en')} random documents just over a limit: CPU of each refusal`,
  onlyWhenNamed: true,
  answer: async (_, progress, keep) => {
    const backing = keep(await openBackingServices(progress, sellingSize));
    const shop = keep(await startOurShop('standalone', backing));
    const [pid = 0] = shop.pids;
    const random = randomFrom(11);
    const cpuMs: number[] = [];
    let refused = 0;
    for (let n = -WARM_UP; n < DOCUMENTS; n++) {
      const make = makers[(n + WARM_UP) % makers.length];
      const query = make?.(random, n + WARM_UP) ?? '';
      const before = cpuNanosecondsOf(pid);
      const response = await fetch(`${shop.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const answer = await response.text();
      if (n < 0) continue;
      cpuMs.push((cpuNanosecondsOf(pid) - before) / 1e6);
      if (response.status === 400 && answer.includes('OPERATION_LIMIT_EXCEEDED')) refused++;
      if (n % 1_000 === 0) progress.step(n, DOCUMENTS, 'documents');
    }
    const common = {
      bar: 'refusals' as const,
      rounds: [{ documents: DOCUMENTS, p50: percentile(cpuMs, 0.5), most: Math.max(...cpuMs) }],
    };
    return [
      { ...common, ours: 'not refused', target: 0, value: DOCUMENTS - refused, unit: 'documents' },
      { ...common, ours: 'one refusal', target: 20, value: percentile(cpuMs, 0.99), unit: 'ms CPU, p99' },
    ];
  },
};

/** mulberry32: the same documents in every run. */
function randomFrom(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most);
  };
}
