import {
  getVariableValues,
  Kind,
  OperationTypeNode,
  print,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import {
  executeFields,
  executeSerially,
  isPromise,
  type Data,
  type FieldPlan,
  type Execution,
} from './execute-fields.ts';
import { planFields } from './plan-fields.ts';

/** Runs one operation for one request. It does not reject: an error of a resolver is an error of the result. */
export type Executable<Context> = (
  context: Context,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

// Each set of conditions that hold is a plan of its own.
const MAX_CONDITIONS = 4;

/**
 * Works out once what graphql-js works out for every object of every answer: which fields a type has, their
 * definitions, resolvers and the way to write their values. What is executed when, what is caught where, and so the
 * order of errors, is as in graphql-js's `execute` (16.15), which is the oracle of its test.
 * @param document - validated against `schema`
 * @param maxAnswerBytes - a larger answer is null, with the error that says so
 * @returns null for what only `execute` runs: subscriptions, and operations with many conditions
 */
export function compileExecutable<Context>(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  maxAnswerBytes = Infinity,
): Executable<Context> | null {
  const rootType = schema.getRootType(operation.operation);
  const conditions = conditionVariables(document);
  if (rootType == null || operation.operation === OperationTypeNode.SUBSCRIPTION || conditions.length > MAX_CONDITIONS)
    return null;
  const isSerial = operation.operation === OperationTypeNode.MUTATION;
  const fragments = fragmentsOf(document);
  const plans = new Map<string, readonly FieldPlan[]>();

  const planFor = (variables: Data): readonly FieldPlan[] => {
    const key = conditions.map((name) => String(variables[name])).join();
    const known = plans.get(key);
    if (known !== undefined) return known;
    const values = Object.fromEntries(
      conditions.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
    );
    const plan = planFields({ schema, operation, fragments, conditions: values }, rootType);
    plans.set(key, plan);
    return plan;
  };

  const readVariables = variablesReader(schema, operation);

  return (context, given) => {
    const { coerced, errors } = readVariables(given);
    if (coerced === undefined) return { errors };
    const size = { made: 0, allowed: maxAnswerBytes };
    const execution: Execution = { context, variables: coerced, errors: [], nulled: new Set(), args: new Map(), size };
    const failed = (error: unknown): ExecutionResult => {
      execution.errors.push(error as GraphQLError);
      return answerOf(execution, null);
    };
    try {
      const fields = planFor(coerced);
      const data = isSerial
        ? executeSerially(execution, fields)
        : executeFields(execution, fields, undefined, undefined);
      return isPromise<Data>(data)
        ? data.then((resolved) => answerOf(execution, resolved), failed)
        : answerOf(execution, data);
    } catch (error) {
      return failed(error);
    }
  };
}

type ReadVariables = (given: Data) => ReturnType<typeof getVariableValues>;

/**
 * Like graphql-js, but for the representations of entities: they are of a scalar that takes anything, and there are
 * hundreds of them to walk.
 */
function variablesReader(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): ReadVariables {
  const read = (definitions: readonly VariableDefinitionNode[], given: Data) =>
    getVariableValues(schema, definitions, given, { maxErrors: 50 });
  const anything = variableDefinitions.find(({ type }) => print(type) === '[_Any!]!')?.variable.name.value;
  if (anything === undefined) return (given) => read(variableDefinitions, given);
  const others = variableDefinitions.filter(({ variable }) => variable.name.value !== anything);
  return (given) => {
    const representations = given[anything];
    if (!Array.isArray(representations) || representations.some((each) => each == null))
      return read(variableDefinitions, given);
    const { coerced, errors } = read(others, given);
    return coerced === undefined ? { errors } : { coerced: { ...coerced, [anything]: representations } };
  };
}

const answerOf = ({ errors }: Execution, data: Data | null): ExecutionResult =>
  errors.length === 0 ? { data } : { errors, data };

/** The names of variables that decide which fields are there. */
function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null) as Record<
    string,
    FragmentDefinitionNode
  >;
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}
