import {
  locatedError,
  responsePathAsArray,
  type FieldNode,
  type GraphQLError,
  type GraphQLObjectType,
  type ResponsePath,
} from 'graphql';
import {
  addToAnswer,
  AnswerTooLargeError,
  bytesOfLeaf,
  bytesOfName,
  type AnswerSize,
} from '@storegraph/gateway-executor/answer-size';
import { BareObject } from '@storegraph/gateway-executor/bare-object';

/** What answers are made of: values by name. */
export type Data = Record<string, unknown>;

/** One request that runs. */
export type Execution = {
  readonly context: unknown;
  readonly variables: Data;
  readonly errors: GraphQLError[];
  /** Where nulls stand for errors. */
  readonly nulled: Set<ResponsePath>;
  /** What a field's arguments are: the same for each of its parents. */
  readonly args: Map<FieldPlan, Data>;
  readonly size: AnswerSize;
};

/** Writes what a resolver gave, as its type asks. */
export type Complete = (execution: Execution, path: ResponsePath, value: unknown) => unknown;

/** One field of one type in one operation: all of it that no request changes. */
export type FieldPlan = {
  readonly responseName: string;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly isNonNull: boolean;
  /**
   * The value of a field that is a plain property of its parent, written; undefined for whatever takes the long way.
   */
  readonly readPlain: ((context: unknown, source: unknown) => unknown) | undefined;
  readonly resolve: (execution: Execution, source: unknown, path: ResponsePath) => unknown;
  readonly complete: Complete;
};

function executeField(
  execution: Execution,
  plan: FieldPlan,
  source: unknown,
  parentPath: ResponsePath | undefined,
): unknown {
  const path: ResponsePath = { prev: parentPath, key: plan.responseName, typename: plan.parentType.name };
  try {
    const value = plan.resolve(execution, source, path);
    const completed = isPromise(value)
      ? value.then((resolved) => plan.complete(execution, path, resolved))
      : plan.complete(execution, path, value);
    return isPromise(completed)
      ? completed.then(undefined, (error) => nullFor(execution, error, plan.nodes, path, plan.isNonNull))
      : completed;
  } catch (error) {
    return nullFor(execution, error, plan.nodes, path, plan.isNonNull);
  }
}

/** The fields of one object, as they come. */
export function executeFields(
  execution: Execution,
  fields: readonly FieldPlan[],
  source: unknown,
  path: ResponsePath | undefined,
): Data | Promise<Data> {
  const results = new BareObject();
  let hasPromise = false;
  try {
    for (const field of fields) {
      const plain = field.readPlain?.(execution.context, source);
      addToAnswer(execution.size, bytesOfName(field.responseName) + (plain === undefined ? 0 : bytesOfLeaf(plain)));
      const result = plain ?? executeField(execution, field, source, path);
      results[field.responseName] = result;
      hasPromise ||= isPromise(result);
    }
  } catch (error) {
    if (!hasPromise) throw error;
    // Those of other fields may reject, too, and would be unhandled rejections.
    return settled(results).finally(() => {
      throw error;
    });
  }
  return hasPromise ? settled(results) : results;
}

/** The root fields of a mutation: each begins when the one before has ended. */
export function executeSerially(execution: Execution, fields: readonly FieldPlan[]): Data | Promise<Data> {
  const add = (results: Data, field: FieldPlan): Data | Promise<Data> => {
    const set = (result: unknown): Data => {
      results[field.responseName] = result;
      return results;
    };
    const result = executeField(execution, field, undefined, undefined);
    return isPromise(result) ? result.then(set) : set(result);
  };
  let done: Data | Promise<Data> = new BareObject();
  for (const field of fields)
    done = isPromise<Data>(done) ? done.then((results) => add(results, field)) : add(done, field);
  return done;
}

/** Waits for the promises among the results, and puts their values in their places. */
const settled = (results: Data): Promise<Data> => {
  const names = Object.keys(results).filter((name) => isPromise(results[name]));
  return Promise.all(names.map((name) => results[name])).then((values) => {
    names.forEach((name, index) => (results[name] = values[index]));
    return results;
  });
};

/** Null in place of what failed, unless its type forbids it: then its parent is null. */
export function nullFor(
  execution: Execution,
  error: unknown,
  nodes: readonly FieldNode[],
  path: ResponsePath,
  isNonNull: boolean,
): null {
  // No place of the answer is null for it: there is none.
  if (error instanceof AnswerTooLargeError) throw error;
  const located = locatedError(error, [...nodes], responsePathAsArray(path));
  if (isNonNull) throw located;
  addError(execution, located, path);
  return null;
}

/** Reports an error, unless its place is null already because of another. */
function addError(execution: Execution, error: GraphQLError, path: ResponsePath): void {
  for (let place: ResponsePath | undefined = path; place !== undefined; place = place.prev)
    if (execution.nulled.has(place)) return;
  execution.nulled.add(path);
  execution.errors.push(error);
}

/** Any object with a `then`, as graphql-js has it. */
export const isPromise = <Value = unknown>(value: unknown): value is Promise<Value> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** A list to GraphQL; a text is none. */
export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
