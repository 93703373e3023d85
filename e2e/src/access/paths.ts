import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Step = { readonly coordinate: string; readonly call: string; readonly on: GraphQLObjectType };

/** A way from a root field to objects of a type. */
export type Path = { readonly steps: readonly [Step, ...Step[]]; readonly rootField: GraphQLField<unknown, unknown> };

/** What a field is asked about, by the name of its argument and the type that it answers with. */
export type Things = (argument: string, type: string) => string;

const WAYS = 2;

/** The shortest ways of reading to each type of a graph, each by another root field. Types that only writes lead to have none. */
export function pathsTo(schema: GraphQLSchema, things: Things): ReadonlyMap<GraphQLObjectType, readonly Path[]> {
  const found = new Map<GraphQLObjectType, Path[]>();
  const waiting: Path[] = [];
  const take = (path: Path): void => {
    const type = typeOf(path);
    const known = found.get(type) ?? [];
    if (known.length >= WAYS || known.some(({ rootField }) => rootField === path.rootField)) return;
    found.set(type, [...known, path]);
    waiting.push(path);
  };
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}))
    for (const step of stepsBy(schema, 'Query', field, things)) take({ steps: [step], rootField: field });
  for (const path of waiting)
    for (const field of Object.values(typeOf(path).getFields()))
      for (const step of stepsBy(schema, typeOf(path).name, field, things))
        take({ ...path, steps: [...path.steps, step] });
  return found;
}

/** The type of the objects at the end of a path. */
export const typeOf = ({ steps }: Path): GraphQLObjectType => steps.at(-1)?.on ?? steps[0].on;

function stepsBy(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  things: Things,
): readonly Step[] {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return [];
  const call = callOf(field, things);
  const objects = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
  return objects.map((on) => ({ coordinate: `${parent}.${field.name}`, call, on }));
}

/** A field with the arguments that it needs; of several that name one thing, the id. */
function callOf(field: GraphQLField<unknown, unknown>, things: Things): string {
  const type = getNamedType(field.type).name;
  const args = field.args
    .filter((arg) => isRequiredArgument(arg) || (arg.name === 'id' && field.args.length > 1) || arg.name === 'first')
    .filter((arg) => arg.defaultValue === undefined || arg.name === 'first')
    .map((arg) => `${arg.name}: ${arg.name === 'first' ? 2 : JSON.stringify(things(arg.name, type))}`);
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
}

/** Whether the object at the root of a path is asked for by its id or name. */
export const isByName = ({ steps: [{ call }] }: Path): boolean => /\((?!first)/.test(call);

/** Whether a refusal below the root of a path takes no other root field with it. */
export const isNullable = ({ rootField }: Path): boolean => !isNonNullType(rootField.type);

/** Asks for one field of the objects at the end of a path, under a name; without one, whether they are there. */
export function selectionOf(
  { steps }: Path,
  field: GraphQLField<unknown, unknown> | null,
  alias: string,
  things: Things,
): string {
  const isLeaf = field === null || isLeafType(getNamedType(field.type));
  const asked = field === null ? '' : `field: ${callOf(field, things)}${isLeaf ? '' : ' { __typename }'}`;
  const selection = steps.reduceRight(
    (inside, { call, on }) => `${call} { ... on ${on.name} { ${inside} } }`,
    `__typename ${asked}`,
  );
  return `${alias}: ${selection}`;
}

/** Whether an answer has the objects of a path, and so whoever asked got them. */
export function hasObject(value: unknown, { steps }: Path): boolean {
  const names = steps.slice(1).map(({ call }) => call.split('(', 1)[0] ?? '');
  const walk = (at: unknown, path: readonly string[]): boolean => {
    const [name, ...rest] = path;
    if (Array.isArray(at)) return at.some((item) => walk(item, path));
    if (typeof at !== 'object' || at === null) return false;
    return name === undefined ? '__typename' in at : walk(Reflect.get(at, name), rest);
  };
  return walk(value, names);
}
