import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** What a list without a size of its own counts as. The shop's own, such as variants and order lines, have fewer. */
const ASSUMED_SIZE = 10;

/** No list gives a longer page: it refuses a larger `first`, which so costs no more. */
const LARGEST_PAGE = 100;

/** What a definition asks for, whatever the variables, with fragments written out wherever they are spread. */
type Size = {
  readonly selections: number;
  readonly depth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
};

/** One operation, counted. */
type CountedOperation = {
  readonly operation: OperationDefinitionNode;
  /**
   * The values that its answer can have: each field counts as often as the lists above it are long.
   *
   * @param variables - as they were sent
   */
  readonly nodes: (variables: Readonly<Record<string, unknown>>) => number;
};

/** A document, counted. */
export type CountedDocument = {
  readonly sizes: readonly Size[];
  readonly operations: readonly CountedOperation[];
};

/** One request, with what was worked out for it already. */
type Run = { readonly variables: Readonly<Record<string, unknown>>; readonly known: Map<Sum, number> };

/** A number that variables may decide. */
type Sum = number | ((run: Run) => number);

/** A selection set: `fixed` nodes, and `sized` ones for each element that its parent's lists have. */
type Part = Size & { readonly fixed: Sum; readonly sized: Sum };

const NOTHING: Part = { selections: 0, depth: 0, rootFields: 0, aliases: 0, directives: 0, fixed: 0, sized: 0 };

/**
 * Counts what a document asks for, in time linear in its length: a fragment is counted once, however often it is spread.
 * The document may be invalid: fields and fragments that do not exist, and fragments within themselves, count little.
 *
 * How long a list is follows from `first` of the field or, for `edges` and the like, of its parent; from the length of a
 * list that the field requires, as `_entities` does; and is {@link ASSUMED_SIZE} otherwise. Of a union, all members count.
 */
export function countDocument(schema: GraphQLSchema, document: DocumentNode): CountedDocument {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const counted = new Map<string, Part>();

  const fragmentPart = (name: string): Part => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    // Until it is counted it is worth nothing, which ends those that contain themselves.
    counted.set(name, NOTHING);
    if (fragment === undefined) return NOTHING;
    const part = partOf(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    const shared = { ...part, fixed: onceARun(part.fixed), sized: onceARun(part.sized) };
    counted.set(name, shared);
    return shared;
  };

  const fieldPart = (field: FieldNode, parent: GraphQLNamedType | undefined): Part => {
    const definition = definitionOf(schema, parent, field.name.value);
    const child = field.selectionSet
      ? partOf(field.selectionSet, definition && getNamedType(definition.type))
      : NOTHING;
    const length = definition && lengthOf(definition, field);
    const isList = definition !== undefined && isListType(getNullableType(definition.type));
    const each = add(1, add(child.fixed, times(child.sized, isList ? ASSUMED_SIZE : (length ?? ASSUMED_SIZE))));
    const isSized = isList && length === undefined;
    return {
      selections: 1 + child.selections,
      depth: 1 + child.depth,
      rootFields: 1,
      aliases: (field.alias ? 1 : 0) + child.aliases,
      directives: child.directives,
      fixed: isSized ? 0 : isList ? times(each, length ?? 1) : each,
      sized: isSized ? each : 0,
    };
  };

  const partOf = ({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Part =>
    selections.reduce<Part>((sum, selection) => {
      const part =
        selection.kind === Kind.FIELD
          ? fieldPart(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? fragmentPart(selection.name.value)
            : partOf(
                selection.selectionSet,
                selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent,
              );
      return {
        selections: sum.selections + part.selections,
        depth: Math.max(sum.depth, part.depth),
        rootFields: sum.rootFields + part.rootFields,
        aliases: sum.aliases + part.aliases,
        directives: sum.directives + part.directives + (selection.directives?.length ?? 0),
        fixed: add(sum.fixed, part.fixed),
        sized: add(sum.sized, part.sized),
      };
    }, NOTHING);

  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const parts = operations.map((operation) => ({
    operation,
    part: partOf(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined),
  }));
  return {
    // Fragments that no operation spreads are validated, too.
    sizes: [
      ...parts.map(({ part }) => part),
      ...[...fragments.keys()].map((name) => ({ ...fragmentPart(name), rootFields: 0 })),
    ],
    operations: parts.map(({ operation, part: { fixed, sized } }) => {
      const total = add(fixed, times(sized, ASSUMED_SIZE));
      const defaults = defaultsOf(operation);
      return {
        operation,
        nodes: (variables) =>
          typeof total === 'number' ? total : total({ variables: { ...defaults, ...variables }, known: new Map() }),
      };
    }),
  };
}

function definitionOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** How long the lists of a field are, when its arguments tell. */
function lengthOf({ args }: GraphQLField<unknown, unknown>, field: FieldNode): Sum | undefined {
  for (const { name, type, defaultValue } of args) {
    const given = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (name === 'first') return pageOf(given, typeof defaultValue === 'number' ? defaultValue : ASSUMED_SIZE);
    if (isNonNullType(type) && isListType(type.ofType)) return listOf(given);
  }
  return undefined;
}

function pageOf(given: ValueNode | undefined, otherwise: number): Sum {
  const page = (value: unknown): number =>
    typeof value === 'number' ? Math.min(Math.max(value, 1), LARGEST_PAGE) : otherwise;
  if (given?.kind === Kind.INT) return page(Number(given.value));
  if (given?.kind !== Kind.VARIABLE) return otherwise;
  const name = given.name.value;
  return ({ variables }) => page(variables[name]);
}

function listOf(given: ValueNode | undefined): Sum {
  if (given?.kind === Kind.LIST) return Math.max(given.values.length, 1);
  if (given?.kind !== Kind.VARIABLE) return 1;
  const name = given.name.value;
  return ({ variables }) => {
    const value = variables[name];
    return Array.isArray(value) ? Math.max(value.length, 1) : 1;
  };
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }): [string, unknown][] => {
      if (defaultValue?.kind === Kind.INT) return [[variable.name.value, Number(defaultValue.value)]];
      return defaultValue?.kind === Kind.LIST ? [[variable.name.value, defaultValue.values]] : [];
    }),
  );
}

const valueOf = (sum: Sum, run: Run): number => (typeof sum === 'number' ? sum : sum(run));

const add = (a: Sum, b: Sum): Sum => {
  if (a === 0) return b;
  if (b === 0) return a;
  return typeof a === 'number' && typeof b === 'number' ? a + b : (run) => valueOf(a, run) + valueOf(b, run);
};

const times = (a: Sum, b: Sum): Sum => {
  if (a === 0) return 0;
  if (b === 1) return a;
  return typeof a === 'number' && typeof b === 'number' ? a * b : (run) => valueOf(a, run) * valueOf(b, run);
};

/** Without it, fragments in fragments would be added up as often as they are spread. */
function onceARun(sum: Sum): Sum {
  if (typeof sum === 'number') return sum;
  return (run) => {
    const known = run.known.get(sum);
    if (known !== undefined) return known;
    const value = sum(run);
    run.known.set(sum, value);
    return value;
  };
}
