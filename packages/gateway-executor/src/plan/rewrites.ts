import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { defineOwn, getOwn, isFields, type Fields } from './merge.ts';
import { isOfType } from './type-condition.ts';

/**
 * Changes a value in place: what a plan says about fields that had to be renamed, or whose value is known, on the way
 * to or from a subgraph.
 */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/** Compiles the rewrites of a fetch; `undefined` where there are none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  schema: GraphQLSchema,
): Rewrite | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined;
  const steps = rewrites.map((rewrite) => compileRewrite(rewrite, schema));
  return (value) => {
    for (const step of steps) step(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, schema: GraphQLSchema): Rewrite {
  const field = rewrite.path.at(-1);
  if (field === undefined) return () => {};
  if (field.startsWith(FRAGMENT)) throw new Error(`Unexpected fragment as last element of ${rewrite.path.join()}`);
  let apply = atEnd(rewrite, field);
  for (const element of rewrite.path.slice(0, -1).toReversed()) apply = compileStep(element, apply, schema);
  return apply;
}

function atEnd(rewrite: FetchDataRewrite, field: string): Rewrite {
  if (rewrite.kind === 'ValueSetter')
    return forEachObject((target) => {
      defineOwn(target, field);
      target[field] = rewrite.setValueTo;
    });
  return forEachObject((target) => {
    const value = getOwn(target, field);
    if (!value) return;
    defineOwn(target, rewrite.renameKeyTo);
    target[rewrite.renameKeyTo] = value;
    target[field] = undefined;
  });
}

function compileStep(element: string, next: Rewrite, schema: GraphQLSchema): Rewrite {
  if (!element.startsWith(FRAGMENT)) return forEachObject((value) => next(getOwn(value, element)));
  const condition = element.slice(FRAGMENT.length);
  return forEachObject((value) => {
    // Where the subgraph was not asked for the type, it is the only one that there can be.
    if (!value['__typename'] || isOfType(schema, value, condition)) next(value);
  });
}

function forEachObject(apply: (value: Fields) => void): Rewrite {
  const each: Rewrite = (value) => {
    if (Array.isArray(value)) for (const element of value) each(element);
    else if (isFields(value)) apply(value);
  };
  return each;
}
