import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const document = read('docs/settings.md');

/** The part of the document under a heading, up to the next one. */
const sectionOf = (heading: string): string => document.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';

it.each([
  ['packages/subgraph-kit/src/service', '## Every subgraph'],
  ['subgraphs/user/src', '### user'],
  ['subgraphs/inventory/src', '### inventory'],
  ['subgraphs/order/src', '### order'],
  ['subgraphs/payment/src', '### payment'],
  ['router/src', '## The router'],
  ['standalone/src', '## `npm start` and `npm run cluster`'],
])('docs/settings.md names what %s reads, and nothing else', (folder, heading) => {
  const settings = [...read(`${folder}/env.ts`).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(settings).not.toEqual([]);
  const rows = sectionOf(heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  expect(new Set(named)).toEqual(new Set(settings));
});
