import type { GraphQLScalarType } from 'graphql';
import { expectTypeOf, it } from 'vitest';
import type { CompleteResolvers } from './complete-resolvers.ts';

type Resolver<Answer, Parent> =
  | ((parent: Parent) => Answer | Promise<Answer>)
  | { resolve: (parent: Parent) => Answer };
type Nothing = Record<PropertyKey, never>;
type Order = { readonly id: string; readonly lines: number; readonly note?: string; readonly total: () => number };

/** As codegen makes them. */
type Parents = { Query: Nothing; Order: Order; Thing: Order | { id: string }; DateTime: string };
type Resolvers = {
  Query?: { order?: Resolver<Order | null, Nothing> };
  Order?: {
    __resolveReference?: Resolver<Order, { id: string }>;
    id?: Resolver<string, Order>;
    note?: Resolver<string | null, Order>;
    total?: Resolver<number, Order>;
    lines?: Resolver<readonly string[], Order>;
    isGift?: Resolver<boolean, Order>;
  };
  Thing?: { __resolveType: () => string };
  DateTime?: GraphQLScalarType;
};
type Complete = CompleteResolvers<Resolvers, Parents>;

const Query = { order: () => null };
const lines = (): string[] => [];
const isGift = (): boolean => false;

// It is the compiler that runs these, in `npm run types`.
it('asks for nothing that is a property, a function without arguments, or left out where null may be', () => {
  expectTypeOf<{ Query: typeof Query; Order: { lines: typeof lines; isGift: typeof isGift } }>().toExtend<Complete>();
});

it('asks for each field without a property, or with one of another type; for root fields, and for types', () => {
  expectTypeOf<{ Query: typeof Query; Order: { lines: typeof lines } }>().not.toExtend<Complete>();
  expectTypeOf<{ Query: typeof Query; Order: { isGift: typeof isGift } }>().not.toExtend<Complete>();
  expectTypeOf<{ Query: object; Order: { lines: typeof lines; isGift: typeof isGift } }>().not.toExtend<Complete>();
  expectTypeOf<{ Query: typeof Query }>().not.toExtend<Complete>();
});

it('refuses a resolver of another type, and one that may be missing', () => {
  type Wrong = { Query: typeof Query; Order: { lines: typeof lines; isGift: () => string } };
  expectTypeOf<Wrong>().not.toExtend<Complete>();
  expectTypeOf<{ Query: typeof Query; Order: Resolvers['Order'] }>().not.toExtend<Complete>();
});
