import { z } from 'zod';
import type { Page, PageRequest } from '../database/keyset.ts';

/** Input of a page that cannot be served. Resolvers let it pass: it is answered as BAD_USER_INPUT. */
export class PageInputError extends Error {
  readonly argument: 'first' | 'after';
  constructor(argument: 'first' | 'after', message: string) {
    super(message);
    this.argument = argument;
  }
}

const MAX_PAGE = 100;

/** A moment in a cursor. */
export const cursorMoment = z.iso.datetime().transform((text) => new Date(text));

/**
 * Checks the arguments of a connection.
 * @param order - names list and sort order; its cursors do not fit another
 * @param position - the values of the sort columns, as `keyset` takes them
 * @throws PageInputError for `first` outside 1..100 and for a cursor that this list did not make in this order
 */
export function parsePage<Position extends readonly unknown[]>(
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  order: string,
  position: z.ZodType<Position>,
): PageRequest<Position> {
  const first = args.first ?? 20;
  if (first < 1 || first > MAX_PAGE) throw new PageInputError('first', `\`first\` must be between 1 and ${MAX_PAGE}`);
  if (args.after === null || args.after === undefined) return { first, position: null, order };
  return { first, position: decodeCursor(args.after, order, position), order };
}

/** An opaque cursor: the order of the list, and where in it the row stands. */
export const encodeCursor = (order: string, position: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([order, ...position])).toString('base64url');

const cursorShape = z.tuple([z.string()], z.unknown());

function decodeCursor<Position>(cursor: string, order: string, position: z.ZodType<Position>): Position {
  try {
    const [ofOrder, ...values] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (ofOrder === order) return position.parse(values);
  } catch {
    // Text that is no JSON, or JSON of another shape.
  }
  throw new PageInputError('after', '`after` is not a cursor of this list');
}

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
 * @param positionOf - where an item stands, in the shape that `parsePage` reads
 * @param request - the page as asked for
 */
export function toConnection<Item, Position extends readonly unknown[]>(
  page: Page<Item>,
  request: PageRequest<Position>,
  positionOf: (item: Item) => Position,
  totalCount: () => Promise<number>,
): Connection<Item> {
  const edges = page.items.map((node) => ({ node, cursor: encodeCursor(request.order, positionOf(node)) }));
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
