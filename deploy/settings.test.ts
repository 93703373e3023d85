import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const document = read('docs/settings.md');

/** The part of the document under a heading, up to the next one. */
const sectionOf = (heading: string): string => document.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';

it.each([
  ['packages/subgraph-kit', '## Every subgraph'],
  ['subgraphs/user', '### user'],
  ['subgraphs/inventory', '### inventory'],
  ['subgraphs/order', '### order'],
  ['subgraphs/payment', '### payment'],
  ['router', '## The router'],
  ['standalone', '## `npm start` and `npm run cluster`'],
])('docs/settings.md names what %s reads, and nothing else', (folder, heading) => {
  const settings = [...read(`${folder}/src/env.ts`).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(settings).not.toEqual([]);
  const rows = sectionOf(heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  expect(new Set(named)).toEqual(new Set(settings));
});
