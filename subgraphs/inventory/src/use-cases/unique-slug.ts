import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { freeSlug } from '../domain/slug.ts';
import { Refused } from './catalogue-input.ts';

const TRIES = 5;

/**
 * Writes something under a slug of its own.
 * @param options.given - a slug that somebody chose: taken, it is refused
 * @param options.made - a slug made from a name: taken, it gets a number, also when somebody takes it in between
 * @param options.key - the unique key that guards the slug
 */
export async function withUniqueSlug<Value>(
  options: {
    readonly given: string | null;
    readonly made: string;
    readonly key: string;
    readonly findTaken: (slug: string) => Promise<ReadonlySet<string>>;
  },
  write: (slug: string) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries++) {
    const slug = options.given ?? freeSlug(options.made, await options.findTaken(options.made));
    try {
      return await write(slug);
    } catch (error) {
      if (duplicateKeyOf(error) !== options.key) throw error;
      if (options.given !== null) throw new Refused('nameTaken', 'Something else has this slug', ['slug']);
      if (tries === TRIES) throw error;
    }
  }
}
