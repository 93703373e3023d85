import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Fields } from './merge.ts';
import { compileSelector, type Selector } from './selector.ts';
import { isOfType } from './type-condition.ts';

/** How entities of one type are represented to a subgraph. */
export type EntityForm = {
  readonly select: Selector;
  /**
   * What tells an entity from others of its type, without the cost of a representation; `undefined` where that takes
   * the representation, because its parts are not all simple values, or some are missing.
   */
  readonly identify: (entity: Fields) => string | number | undefined;
};

/** Finds the form of entities by their `__typename`. */
export type EntityForms = (typename: unknown) => EntityForm;

/** Compiles the `requires` of a fetch for each type of entity that comes. */
export function compileEntityForms(requires: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): EntityForms {
  const general: EntityForm = { select: compileSelector(requires, schema), identify: () => undefined };
  const forms = new Map<unknown, EntityForm>();
  return (typename) => {
    const known = forms.get(typename);
    if (known !== undefined) return known;
    // Only names of the schema are kept: a subgraph must not be able to fill the memory with names.
    if (typeof typename !== 'string' || schema.getType(typename) === undefined) return general;
    const form = simpleForm(requires, schema, typename) ?? general;
    forms.set(typename, form);
    return form;
  };
}

/** The form of a type that one part of the `requires` alone is about. */
function simpleForm(
  requires: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
  typename: string,
): EntityForm | undefined {
  const applying = requires.filter(
    (selection) =>
      selection.kind === 'Field' ||
      (selection.typeCondition !== undefined && isOfType(schema, { __typename: typename }, selection.typeCondition)),
  );
  const [only, ...others] = applying;
  if (only?.kind !== 'InlineFragment' || others.length > 0) return undefined;
  return { select: compileSelector(only.selections, schema), identify: compileIdentify(only.selections) };
}

function compileIdentify(selections: readonly QueryPlanSelectionNode[]): EntityForm['identify'] {
  const names: string[] = [];
  for (const selection of selections) {
    // What could be inherited needs a closer look.
    if (selection.kind !== 'Field' || selection.selections !== undefined || (selection.alias ?? selection.name) in [])
      return () => undefined;
    if (selection.name !== '__typename') names.push(selection.alias ?? selection.name);
  }
  const [first, ...rest] = names;
  if (first === undefined) return () => undefined;
  if (rest.length > 0) return (entity) => identifyByAll(entity, names);
  return (entity) => {
    const value = entity[first];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
}

function identifyByAll(entity: Fields, names: readonly string[]): string | undefined {
  let text = '';
  for (const name of names) {
    const value = entity[name];
    // Lengths keep texts from running into each other.
    if (typeof value === 'string') text += `${value.length}"${value}`;
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) text += `${String(value)};`;
    else return undefined;
  }
  return text;
}
