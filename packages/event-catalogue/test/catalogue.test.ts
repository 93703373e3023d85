import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalogue } from '../src/catalogue.ts';
import { writeEventsPage } from '../src/events-page.ts';
import { subscriptions } from '../src/subscriptions.ts';

const root = new URL('../../../', import.meta.url);

/** What a subgraph's own code says. */
function sourcesOf(service: string): string {
  const folder = new URL(`subgraphs/${service}/src/`, root);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}

it('names each event once across all services', () => {
  const names = catalogue.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it.each([...new Set(catalogue.map(({ producer }) => producer))])('has a producer for each event of %s', (producer) => {
  const source = sourcesOf(producer);
  const unrecorded = catalogue.filter(
    ({ producer: of, name }) => of === producer && !new RegExp(`['.]${name}\\b`).test(source),
  );
  expect(unrecorded.map(({ name }) => name)).toEqual([]);
});

it('lets subscribers take over what somebody records', () => {
  const subscribed = Object.values(subscriptions).flat();
  expect(subscribed.filter((type) => !catalogue.includes(type))).toEqual([]);
});

it('is what docs/events.md lists', async () => {
  await expect(writeEventsPage(catalogue, subscriptions)).toMatchFileSnapshot('../../../docs/events.md');
});
