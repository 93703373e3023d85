import type { z } from 'zod';

/** A page as asked for, after checks. `position` is what the cursor holds: the sort key of the last item read. */
export type PageRequest<Position> = { readonly first: number; readonly position: Position | null };

/** The rows of a page, with one more item behind it or none. */
export type Page<Item> = { readonly items: readonly Item[]; readonly hasNextPage: boolean };

/** Input of a page that cannot be served. Resolvers let it pass: it is answered as BAD_USER_INPUT. */
export class PageInputError extends Error {
  readonly argument: 'first' | 'after';
  constructor(argument: 'first' | 'after', message: string) {
    super(message);
    this.argument = argument;
  }
}

const MAX_PAGE = 100;

/**
 * Checks the arguments of a connection.
 * @param position - shape of the sort key in this list's cursors; a cursor of another list or sort order does not fit
 * @throws PageInputError for `first` outside 1..100 and for a cursor that this list did not make
 */
export function parsePage<Position>(
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  position: z.ZodType<Position>,
): PageRequest<Position> {
  const first = args.first ?? 20;
  if (first < 1 || first > MAX_PAGE) throw new PageInputError('first', `\`first\` must be between 1 and ${MAX_PAGE}`);
  if (args.after === null || args.after === undefined) return { first, position: null };
  return { first, position: decodeCursor(args.after, position) };
}

/** An opaque cursor. A position is a small JSON value: the values of the sort columns, the unique one last. */
export const encodeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function decodeCursor<Position>(cursor: string, position: z.ZodType<Position>): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new PageInputError('after', '`after` is not a cursor of this list');
  }
}

/**
 * Cuts a page out of rows read with `limit first + 1`.
 * @param rows - at most one more than asked for
 */
export const toPage = <Item>(rows: readonly Item[], first: number): Page<Item> => ({
  items: rows.slice(0, first),
  hasNextPage: rows.length > first,
});

/** A Relay connection as resolvers return it; `totalCount` is counted only when asked for. */
export type Connection<Item> = {
  readonly edges: readonly { readonly node: Item; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number>;
};

/**
 * Builds a connection (https://relay.dev/graphql/connections.htm) from a page.
 * @param positionOf - the sort key of an item, the same shape that `parsePage` reads
 * @param request - the page as asked for
 */
export function toConnection<Item, Position>(
  page: Page<Item>,
  request: PageRequest<Position>,
  positionOf: (item: Item) => Position,
  totalCount: () => Promise<number>,
): Connection<Item> {
  const edges = page.items.map((node) => ({ node, cursor: encodeCursor(positionOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.position !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
