import type { Directive, Field, FragmentElement, Schema } from '@apollo/federation-internals';
import { federation } from '../gateway-internals.ts';
import type { DefaultOf, Variables } from '../plan/variables.ts';
import { textOf } from '../text-of.ts';

/** Whether a selection is part of the answer to a request; `undefined` where it always is. */
export type Guard = ((variables: Variables) => boolean) | undefined;

type Conditional = Field | FragmentElement;

/** Compiles `@skip` and `@include` of a selection; `false` where it is never part of the answer. */
export function compileGuard(element: Conditional, schema: Schema, defaultOf: DefaultOf): Guard | false {
  const skip = compileIf(element.appliedDirectivesOf(schema.skipDirective())[0] as Directive | undefined, defaultOf);
  const include = compileIf(
    element.appliedDirectivesOf(schema.includeDirective())[0] as Directive | undefined,
    defaultOf,
  );
  if (skip === true || (skip === undefined && include === false)) return false;
  if (typeof skip !== 'function' && typeof include !== 'function') return include === false ? false : undefined;
  return (variables) => !isTrue(skip, variables, false) && isTrue(include, variables, true);
}

type Condition = boolean | ((variables: Variables) => boolean) | undefined;

const isTrue = (condition: Condition, variables: Variables, fallback: boolean): boolean =>
  typeof condition === 'function' ? condition(variables) : (condition ?? fallback);

function compileIf(directive: Directive | undefined, defaultOf: DefaultOf): Condition {
  if (directive === undefined) return undefined;
  const value: unknown = directive.arguments()['if'];
  if (!federation.isVariable(value)) return value === true;
  const fallback = defaultOf(value.name);
  return (variables) => {
    const given = variables && Object.hasOwn(variables, value.name) ? variables[value.name] : fallback;
    if (typeof given !== 'boolean')
      throw new Error(`Unexpected value ${textOf(given)} for variable ${value.toString()} of ${directive.toString()}`);
    return given;
  };
}

/** Both guards at once. */
export function bothGuards(first: Guard, second: Guard): Guard {
  if (first === undefined || second === undefined) return first ?? second;
  return (variables) => first(variables) && second(variables);
}
