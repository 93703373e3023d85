import DataLoader from 'dataloader';
import { parseId } from '../id.ts';
import { onePerKey } from '../one-per-key.ts';

type Find<Item> = (keys: readonly string[]) => Promise<readonly Item[]>;
/** What is found: an item, with the key that it was asked for by. */
type Keyed<Item, Key extends string> = Item & Readonly<Record<Key, string>>;

/**
 * How a loader deals with keys that it has loaded before; it forgets them unless told. A loader that remembers must not
 * outlive a write of what it reads: mutations of one operation run one after the other, and each answers with what is
 * there after it.
 */
export type LoaderOptions = { readonly remembers?: boolean };

/**
 * Loads the one item of a key, or null: all keys that are asked for in one tick, in one call of `find`.
 * @param key - the property of an item that holds its key
 */
export const loadOne = <Item, Key extends string>(
  find: Find<Keyed<Item, Key>>,
  key: Key,
  { remembers = false }: LoaderOptions = {},
): DataLoader<string, Item | null> =>
  new DataLoader(async (keys) => onePerKey(keys, await find(keys), (item) => item[key]), { cache: remembers });

/**
 * Loads any number of items of a key, in the order in which `find` gives them.
 * @param key - the property of an item that holds its key
 */
export const loadMany = <Item, Key extends string>(
  find: Find<Keyed<Item, Key>>,
  key: Key,
  { remembers = false }: LoaderOptions = {},
): DataLoader<string, readonly Item[]> =>
  new DataLoader(
    async (keys: readonly string[]) => {
      const itemsOf = Map.groupBy<string, Keyed<Item, Key>>(await find(keys), (item) => item[key]);
      return keys.map((each) => itemsOf.get(each) ?? []);
    },
    { cache: remembers },
  );

/** Loads how many there are of a key: none of those that `count` does not name. */
export const loadCount = (
  count: (keys: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): DataLoader<string, number> =>
  new DataLoader(
    async (keys) => {
      const counts = await count(keys);
      return keys.map((key) => counts.get(key) ?? 0);
    },
    { cache: false },
  );

/**
 * A loader for each set of arguments: a field of an operation has the same for every parent, so its parents share one.
 * @param make - makes the loader of some arguments, which must be a JSON value
 */
export function perArguments<Args, Loader>(make: (args: Args) => Loader): (args: Args) => Loader {
  const loaders = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(args);
    const loader = loaders.get(key) ?? make(args);
    loaders.set(key, loader);
    return loader;
  };
}

/** Loads by an id that came from outside: null, without a look, for what is no id. */
export function loadById<Item>(loader: DataLoader<string, Item | null>, id: string): Promise<Item | null> | null {
  const parsed = parseId(id);
  return parsed === null ? null : loader.load(parsed);
}
