import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { subgraphList } from '@storegraph/router/subgraph-list';
import { expect, it } from 'vitest';
import { services } from './services.ts';

it('are the subgraphs behind the router', () => {
  const entries = services.map(({ name, port }) => ({
    name,
    defaultUrl: `http://127.0.0.1:${port}`,
    folder: `subgraphs/${name}`,
  }));
  const listed = subgraphList.map(({ name, defaultUrl, folder }) => ({ name, defaultUrl, folder }));
  expect(entries).toHaveLength(listed.length);
  expect(entries).toEqual(expect.arrayContaining(listed));
});

it('command subgraphs that are there', () => {
  const names: readonly string[] = services.map(({ name }) => name);
  for (const { commands } of services) expect(names).toEqual(expect.arrayContaining([...commands]));
});

it('are all that subscribe to events', () => {
  expect(services.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(subscriptions)));
});
