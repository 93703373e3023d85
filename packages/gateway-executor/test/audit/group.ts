import type { TestSubgraph } from '../support/subgraphs.ts';

/**
 * A question, and what a gateway should answer: all of the data, and whether there are errors. Without data only errors
 * are expected.
 */
export type AuditCase = {
  readonly query: string;
  readonly data?: object | null;
  readonly errors?: true;
  /** Whose answer is known to be another one. */
  readonly wrongIn?: readonly ('stock' | 'compiled')[];
};

/** A feature of federation: subgraphs that have it, and cases by what they are about. */
export type AuditGroup = {
  readonly subgraphs: readonly TestSubgraph[];
  readonly cases: Readonly<Record<string, AuditCase>>;
};

/** What a resolver takes is as the SDL beside it says, which types do not read. */
export type Resolvers = Record<string, Record<string, (parent: any, args: any) => unknown>>;

const LINK = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.7"
    import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@extends", "@interfaceObject"]
  )
`;

/** A subgraph in the second version of federation. */
export const subgraph = (name: string, sdl: string, resolvers: Resolvers = {}): TestSubgraph => ({
  name,
  sdl: LINK + sdl,
  resolvers,
});

/** A subgraph as they were written before there was a second version. */
export const subgraphV1 = (name: string, sdl: string, resolvers: Resolvers = {}): TestSubgraph => ({
  name,
  sdl,
  resolvers,
});

/** Finds the entity of a representation by one of its keys. */
export const by =
  <Row extends object>(rows: readonly Row[], key: keyof Row) =>
  (representation: Row): Row | null =>
    rows.find((row) => row[key] === representation[key]) ?? null;

/** Only these fields, as a subgraph would know them. */
export const pick = <Row extends object, Key extends keyof Row>(row: Row, ...keys: readonly Key[]): Pick<Row, Key> =>
  Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<Row, Key>;

/** A resolver for what a subgraph should never be asked for. */
export const never = (): never => {
  throw new Error('This should not have been asked');
};
