import DataLoader from 'dataloader';
import { parseId } from '../id.ts';
import { onePerKey } from '../one-per-key.ts';

type Find<Item> = (keys: readonly string[]) => Promise<readonly Item[]>;
type KeyOf<Item> = (item: Item) => string;

/**
 * How a loader deals with keys that it has loaded before. A loader that remembers must not outlive a write of what it
 * reads: mutations of one operation run one after the other, and each answers with what is there after it.
 */
export type LoaderOptions = { readonly remembers: boolean };

/** Loads the one item of a key, or null: all keys that are asked for in one tick, in one call of `find`. */
export const loadOne = <Item>(
  find: Find<Item>,
  keyOf: KeyOf<Item>,
  options: LoaderOptions,
): DataLoader<string, Item | null> =>
  new DataLoader(async (keys) => onePerKey(keys, await find(keys), keyOf), { cache: options.remembers });

/** Loads any number of items of a key, in the order in which `find` gives them. */
export const loadMany = <Item>(
  find: Find<Item>,
  keyOf: KeyOf<Item>,
  options: LoaderOptions,
): DataLoader<string, readonly Item[]> =>
  new DataLoader(
    async (keys) => {
      const itemsOf = Map.groupBy(await find(keys), keyOf);
      return keys.map((key) => itemsOf.get(key) ?? []);
    },
    { cache: options.remembers },
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
