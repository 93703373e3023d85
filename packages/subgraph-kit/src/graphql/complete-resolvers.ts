import type { GraphQLScalarType } from 'graphql';

/**
 * The resolver map of a subgraph, with a resolver for each field that its type's value has no property for, or a
 * property of another type. Codegen's own `Resolvers` asks for none.
 *
 * A part with a name of its own is written `const Order = { ... } satisfies OrderResolvers`. Declared as
 * `const Order: OrderResolvers`, it could have any of its resolvers or none, and does not pass.
 */
export type CompleteResolvers<Resolvers, Parents> = Resolvers & {
  readonly [
    Type in keyof Resolvers & keyof Parents as keyof Unanswered<Resolvers[Type], Parents[Type]> extends never
      ? never
      : Type
  ]-?: Unanswered<Resolvers[Type], Parents[Type]>;
};

type Unanswered<TypeResolvers, Parent> =
  NonNullable<TypeResolvers> extends GraphQLScalarType
    ? unknown
    : {
        readonly [
          Field in keyof NonNullable<TypeResolvers> as Field extends `__${string}` | 'isTypeOf'
            ? never
            : PropertyOf<Parent, Field> extends AnswerOf<NonNullable<TypeResolvers>[Field]>
              ? never
              : Field
        ]-?: unknown;
      };

/** Query and Mutation have a parent whose every property is `never`, which would be assignable to any answer. */
type PropertyOf<Parent, Field> = Field extends keyof Parent
  ? [Parent[Field]] extends [never]
    ? Missing
    : Parent[Field]
  : Missing;
type Missing = { readonly 'is not there': never };

/** What a property may be: the answer, or a function that is asked for it. */
type AnswerOf<Resolver> =
  Extract<Resolver, (...args: never) => unknown> extends (...args: never) => infer Result
    ? Answer<Result | (null extends Result ? undefined : never)>
    : never;
type Answer<Result> = Result | (() => Result);
