import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { createDocumentStore } from './document-store.ts';

it('forgets the document used longest ago, by the length of what is remembered', async () => {
  const store = createDocumentStore(30);
  const [first, second, third] = ['{ first }', '{ second }', '{ a_third_one }'].map((text) => parse(text));
  await store.set('1', first!);
  await store.set('2', second!);
  expect(await store.get('1')).toBe(first);
  await store.set('3', third!);
  expect([await store.get('1'), await store.get('2'), await store.get('3')]).toEqual([first, undefined, third]);
});

it('does not remember one that is longer than all it may, or that does not tell its length', async () => {
  const store = createDocumentStore(10);
  await store.set('1', parse('{ a_third_one }'));
  await store.set('2', parse('{ a }', { noLocation: true }));
  await store.set('3', parse('{ a }'));
  expect([await store.get('1'), await store.get('2')]).toEqual([undefined, undefined]);
  expect(await store.get('3')).toBeDefined();
});
