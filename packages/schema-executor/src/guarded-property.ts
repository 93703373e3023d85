import type { GraphQLFieldResolver } from 'graphql';

/** Whether who asks may read a field of a parent. */
export type MayRead = (context: unknown, parent: unknown) => boolean;

const rules = new WeakMap<GraphQLFieldResolver<unknown, never>, MayRead>();

/**
 * Says that a resolver only reads a property of its parent, for callers whom a rule admits: the executor then reads
 * the property itself, and calls the resolver for a refusal alone.
 */
export const markProperty = (resolve: GraphQLFieldResolver<unknown, never>, mayRead: MayRead): void =>
  void rules.set(resolve, mayRead);

/** The rule of a resolver that was marked; undefined for every other one. */
export const ruleOfProperty = (resolve: GraphQLFieldResolver<unknown, never>): MayRead | undefined =>
  rules.get(resolve);
