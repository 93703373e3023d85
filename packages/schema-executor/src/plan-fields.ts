import {
  defaultTypeResolver,
  getArgumentValues,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ResponsePath,
} from 'graphql';
import {
  executeFields,
  isIterable,
  isPromise,
  nullFor,
  type Complete,
  type Data,
  type FieldPlan,
  type Execution,
} from './execute-fields.ts';
import { addToAnswer, bytesOfLeaf } from '@storegraph/gateway-executor/answer-size';
import { collectFields, collectSubfields, inspect } from './graphql-internals.ts';
import { ruleOfProperty } from './guarded-property.ts';

/** What an operation is planned from. */
export type OperationToPlan = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** The values of the variables that decide, by `@skip` and `@include`, which fields are there. */
  readonly conditions: Data;
};

/** A field whose value is written. */
type Place = {
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly infoOf: (execution: Execution, path: ResponsePath) => GraphQLResolveInfo;
};

/** The root fields of an operation, planned with all below them. */
export function planFields(
  { schema, operation, fragments, conditions }: OperationToPlan,
  rootType: GraphQLObjectType,
): readonly FieldPlan[] {
  const fieldsOf = (
    parentType: GraphQLObjectType,
    collected: ReadonlyMap<string, readonly FieldNode[]>,
  ): readonly FieldPlan[] =>
    [...collected].flatMap(([responseName, nodes]) => {
      const name = nodes[0]?.name.value ?? '';
      const field = name === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : parentType.getFields()[name];
      return field === undefined ? [] : [planField(parentType, responseName, nodes, field)];
    });

  const planField = (
    parentType: GraphQLObjectType,
    responseName: string,
    nodes: readonly FieldNode[],
    field: GraphQLField<unknown, unknown>,
  ): FieldPlan => {
    const infoOf = (execution: Execution, path: ResponsePath): GraphQLResolveInfo => ({
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType,
      path,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: execution.variables,
    });
    const argsOf = (execution: Execution): Data => {
      if (field.args.length === 0) return {};
      const known = execution.args.get(plan);
      if (known !== undefined) return known;
      const args = getArgumentValues(field, nodes[0] as FieldNode, execution.variables);
      execution.args.set(plan, args);
      return args;
    };
    const plan: FieldPlan = {
      responseName,
      parentType,
      nodes,
      isNonNull: isNonNullType(field.type),
      readPlain: plainReaderOf(field),
      resolve: resolverOf(field, argsOf, infoOf),
      complete: completerOf(field.type, { parentType, field, nodes, infoOf }),
    };
    return plan;
  };

  const completerOf = (type: GraphQLOutputType, place: Place): Complete => {
    if (isNonNullType(type)) {
      const complete = completerOf(type.ofType, place);
      return (execution, path, value) => {
        const completed = complete(execution, path, value);
        if (completed === null)
          throw new Error(`Cannot return null for non-nullable field ${place.parentType.name}.${place.field.name}.`);
        return completed;
      };
    }
    const write = writerOf(type, place);
    return (execution, path, value) => {
      if (value instanceof Error) throw value;
      return value == null ? null : write(execution, path, value);
    };
  };

  const writerOf = (type: GraphQLOutputType, place: Place): Complete => {
    if (isLeafType(type))
      return (execution, _path, value) => {
        const written: unknown = type.serialize(value);
        if (written == null)
          throw new Error(
            `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(written)}`,
          );
        addToAnswer(execution.size, bytesOfLeaf(written));
        return written;
      };
    if (isListType(type)) return listWriter(type.ofType, place);
    if (isObjectType(type)) return objectWriter(type, place);
    if (!isAbstractType(type)) throw new Error(`${inspect(type)} is no output type`);
    const writers = new Map<string, Complete>();
    const writeAs = (name: unknown, value: unknown): Complete => {
      const known = typeof name === 'string' ? writers.get(name) : undefined;
      if (known !== undefined) return known;
      const runtimeType = typeof name === 'string' ? schema.getType(name) : undefined;
      if (!isObjectType(runtimeType) || !schema.isSubType(type, runtimeType))
        throw new GraphQLError(whyNot(type, name, runtimeType, place, value), { nodes: place.nodes });
      const writer = objectWriter(runtimeType, place);
      writers.set(runtimeType.name, writer);
      return writer;
    };
    const resolveType = type.resolveType ?? defaultTypeResolver;
    return (execution, path, value) => {
      const name = resolveType(value, execution.context, place.infoOf(execution, fieldPathOf(path)), type);
      return isPromise(name)
        ? name.then((resolved) => writeAs(resolved, value)(execution, path, value))
        : writeAs(name, value)(execution, path, value);
    };
  };

  const objectWriter = (type: GraphQLObjectType, place: Place): Complete => {
    let fields: readonly FieldPlan[] | undefined;
    const write: Complete = (execution, path, value) => {
      // Not before the first: possible types of a union are many, and those of an answer few.
      fields ??= fieldsOf(type, collectSubfields(schema, fragments, conditions, type, place.nodes));
      return executeFields(execution, fields, value, path);
    };
    const { isTypeOf } = type;
    if (isTypeOf == null) return write;
    const writeOwn = (isOwn: boolean, execution: Execution, path: ResponsePath, value: unknown): unknown => {
      if (!isOwn)
        throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
          nodes: place.nodes,
        });
      return write(execution, path, value);
    };
    return (execution, path, value) => {
      const isOwn = isTypeOf(value, execution.context, place.infoOf(execution, fieldPathOf(path)));
      return isPromise<boolean>(isOwn)
        ? isOwn.then((resolved) => writeOwn(resolved, execution, path, value))
        : writeOwn(isOwn, execution, path, value);
    };
  };

  const listWriter = (itemType: GraphQLOutputType, place: Place): Complete => {
    const completeItem = completerOf(itemType, place);
    const isNonNull = isNonNullType(itemType);
    const executeItem = (execution: Execution, item: unknown, path: ResponsePath): unknown => {
      try {
        const completed = isPromise(item)
          ? item.then((resolved) => completeItem(execution, path, resolved))
          : completeItem(execution, path, item);
        return isPromise(completed)
          ? completed.then(undefined, (error) => nullFor(execution, error, place.nodes, path, isNonNull))
          : completed;
      } catch (error) {
        return nullFor(execution, error, place.nodes, path, isNonNull);
      }
    };
    return (execution, path, list) => {
      if (!isIterable(list))
        throw new GraphQLError(
          `Expected Iterable, but did not find one for field "${place.parentType.name}.${place.field.name}".`,
        );
      const items: unknown[] = [];
      let hasPromise = false;
      try {
        for (const item of list) {
          const completed = executeItem(execution, item, { prev: path, key: items.length, typename: undefined });
          items.push(completed);
          hasPromise ||= isPromise(completed);
        }
      } catch (error) {
        // Those of other items may reject, too, and would be nobody's: Node ends a process for that, and graphql-js
        // leaves them.
        void Promise.allSettled(items);
        throw error;
      }
      return hasPromise ? Promise.all(items) : items;
    };
  };

  return fieldsOf(rootType, collectFields(schema, fragments, conditions, rootType, operation.selectionSet));
}

/** Why a value of an abstract type is of none of its types, in graphql-js's words. */
function whyNot(
  type: GraphQLAbstractType,
  name: unknown,
  found: GraphQLNamedType | undefined,
  { parentType, field }: Place,
  value: unknown,
): string {
  const unresolved = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${field.name}"`;
  if (name == null)
    return `${unresolved}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`;
  if (typeof name !== 'string') return `${unresolved} with value ${inspect(value)}, received "${inspect(name)}".`;
  if (found === undefined)
    return `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`;
  if (!isObjectType(found)) return `Abstract type "${type.name}" was resolved to a non-object type "${name}".`;
  return `Runtime Object type "${name}" is not a possible type for "${type.name}".`;
}

/** The path of the field that a list's items came from: the one that resolvers of types are told. */
function fieldPathOf(path: ResponsePath): ResponsePath {
  let found = path;
  while (typeof found.key === 'number' && found.prev !== undefined) found = found.prev;
  return found;
}

/**
 * Most of an answer is text and numbers that stand ready in their parents: those need neither a path nor a wait.
 * Anything else, refusals and failures included, is undefined.
 */
function plainReaderOf({ name, type, resolve }: GraphQLField<unknown, unknown>): FieldPlan['readPlain'] {
  const leaf = getNullableType(type);
  const mayRead = resolve == null ? undefined : ruleOfProperty(resolve);
  if ((resolve != null && mayRead === undefined) || !isLeafType(leaf)) return undefined;
  return (context, source) => {
    if (typeof source !== 'object' || source === null || mayRead?.(context, source) === false) return undefined;
    const value = (source as Data)[name];
    if (
      typeof value !== 'string' &&
      typeof value !== 'number' &&
      typeof value !== 'boolean' &&
      !(value instanceof Date)
    )
      return undefined;
    try {
      return leaf.serialize(value) ?? undefined;
    } catch {
      return undefined;
    }
  };
}

function resolverOf(
  field: GraphQLField<unknown, unknown>,
  argsOf: (execution: Execution) => Data,
  infoOf: (execution: Execution, path: ResponsePath) => GraphQLResolveInfo,
): FieldPlan['resolve'] {
  const { name, resolve } = field;
  if (resolve != null)
    return (execution, source, path) => resolve(source, argsOf(execution), execution.context, infoOf(execution, path));
  return (execution, source, path) => {
    const args = argsOf(execution);
    if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
    const property: unknown = (source as Data)[name];
    return typeof property === 'function'
      ? property.call(source, args, execution.context, infoOf(execution, path))
      : property;
  };
}
