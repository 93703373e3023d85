import { expect, it } from 'vitest';
import { loadById, loadMany, loadOne, perArguments } from './loaders.ts';

const ids = ['0198c0de-0000-7000-8000-00000000000a', '0198c0de-0000-7000-8000-00000000000b'] as const;

const recorded = () => {
  const asked: (readonly string[])[] = [];
  const find = async (keys: readonly string[]) => {
    asked.push(keys);
    return keys.filter((key) => key !== ids[1]).map((id) => ({ id }));
  };
  return { asked, find };
};

it('asks once for all keys of a tick, and gives each its own answer', async () => {
  const { asked, find } = recorded();
  const one = loadOne(find, 'id');
  expect(await one.loadMany(ids)).toEqual([{ id: ids[0] }, null]);
  const many = loadMany(find, 'id');
  expect(await many.loadMany(ids)).toEqual([[{ id: ids[0] }], []]);
  expect(asked).toEqual([ids, ids]);
});

it.each([
  [true, 1],
  [false, 2],
])('that remembers (%s) asks %i times for one key', async (remembers, times) => {
  const { asked, find } = recorded();
  const loader = loadOne(find, 'id', { remembers });
  await loader.load(ids[0]);
  await loader.load(ids[0]);
  expect(asked).toHaveLength(times);
});

it('shares a loader among those who ask with equal arguments', () => {
  const loaderOf = perArguments((args: { readonly first: number }) => ({ args }));
  expect(loaderOf({ first: 1 })).toBe(loaderOf({ first: 1 }));
  expect(loaderOf({ first: 2 })).not.toBe(loaderOf({ first: 1 }));
});

it('does not look for what is no id, and finds an id in any case', async () => {
  const { asked, find } = recorded();
  const loader = loadOne(find, 'id');
  expect(await loadById(loader, "' or 1=1")).toBeNull();
  expect(asked).toEqual([]);
  expect(await loadById(loader, ids[0].toUpperCase())).toEqual({ id: ids[0] });
});
