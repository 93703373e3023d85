import { textOf } from '../text-of.ts';

/** The variables of a request, as the client sent them. */
export type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** The default value of a variable; `undefined` where it has none. */
export type DefaultOf = (variable: string) => unknown;

/** Compiles the choice of the client's variables that a fetch uses: those only that were given. */
export function compileVariables(names: readonly string[] = []): (given: Variables) => Record<string, unknown> {
  return (given) => {
    const variables: Record<string, unknown> = Object.create(null);
    if (given === undefined || given === null) return variables;
    for (const name of names)
      if (Object.hasOwn(given, name) && given[name] !== undefined) variables[name] = given[name];
    return variables;
  };
}

/** Compiles the condition of a plan's node: a variable that `@skip` or `@include` names. */
export function compileCondition(variable: string, defaultOf: DefaultOf): (variables: Variables) => boolean {
  const fallback = defaultOf(variable);
  return (variables) => {
    const given = variables && Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    const value = given === undefined ? fallback : given;
    if (value === undefined) throw new Error(`Missing value for variable $${variable} (and no default found)`);
    if (typeof value !== 'boolean')
      throw new Error(`Invalid non-boolean value ${textOf(value)} for Boolean! variable $${variable}`);
    return value;
  };
}
