import type { QueryPlanFieldNode, QueryPlanInlineFragmentNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { BareObject } from '../bare-object.ts';
import { deepMerge, type Fields } from './merge.ts';
import { isOfType } from './type-condition.ts';

/** Picks what a subgraph needs to know an entity by, or `null` where the entity lacks a part of it. */
export type Selector = (source: Fields) => Fields | null;

/** Adds a part to a representation; `false` where the source lacks it. */
type Part = (source: Fields, result: Fields) => boolean;

/** Compiles the `requires` of a fetch: what its representations consist of. */
export function compileSelector(selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): Selector {
  const parts = selections.map((selection) =>
    selection.kind === 'Field' ? compileField(selection, schema) : compileFragment(selection, schema),
  );
  return (source) => {
    if (source === null) return null;
    const result = new BareObject();
    for (const part of parts) if (!part(source, result)) return null;
    return result;
  };
}

function compileField({ alias, name, selections }: QueryPlanFieldNode, schema: GraphQLSchema): Part {
  const key = alias ?? name;
  const select = selections && compileSelector(selections, schema);
  return (source, result) => {
    if (!Object.hasOwn(source, key)) return false;
    const value = source[key];
    if (value === undefined) return false;
    result[key] = select === undefined ? value : selectEach(value, select);
    return true;
  };
}

function selectEach(value: unknown, select: Selector): unknown {
  return Array.isArray(value) ? value.map((element) => selectEach(element, select)) : select(value as Fields);
}

function compileFragment({ typeCondition, selections }: QueryPlanInlineFragmentNode, schema: GraphQLSchema): Part {
  if (typeCondition === undefined) return () => true;
  const select = compileSelector(selections, schema);
  return (source, result) => {
    if (isOfType(schema, source, typeCondition)) deepMerge(result, select(source));
    return true;
  };
}
