import {
  GraphQLError,
  specifiedRules,
  validate,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';
import { costOf, type DocumentCost, type OperationLimits } from '@storegraph/schema-executor/cost/limits';
import { limitRepeats } from './operation-limits.ts';
import { subscriptionConditions } from './subscription-conditions.ts';

/** One operation that a client asks for. */
type AskedOperation = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
};

/** Finds what is wrong with an operation before it is planned; nothing when it may run. */
export type CheckOperation = (asked: AskedOperation) => readonly GraphQLError[];

type CheckedDocument = { readonly cost: DocumentCost; readonly errors: readonly GraphQLError[] };

/**
 * Holds operations against the limits, and then against the schema: in this order, since rules of validation write
 * fragments out. A document is counted and validated once.
 */
export function createOperationCheck(limits: OperationLimits, isIntrospectionEnabled: boolean): CheckOperation {
  const rules = [...specifiedRules, limitRepeats, ...(isIntrospectionEnabled ? [] : [refuseIntrospection])];
  const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, CheckedDocument>>();

  const checkDocument = (schema: GraphQLSchema, document: DocumentNode): CheckedDocument => {
    const cost = costOf(schema, document, limits);
    if (cost.sizeError !== undefined) return { cost, errors: [cost.sizeError] };
    const conditions = subscriptionConditions(document);
    const errors = conditions.length > 0 ? conditions : validate(schema, document, rules, { hideSuggestions: true });
    return { cost, errors: errors.map(asValidationError) };
  };

  return ({ schema, document, operationName, variables }) => {
    const documents = known.get(schema) ?? new WeakMap<DocumentNode, CheckedDocument>();
    known.set(schema, documents);
    const checked = documents.get(document) ?? checkDocument(schema, document);
    documents.set(document, checked);
    if (checked.errors.length > 0) return checked.errors;
    const tooMuch = checked.cost.nodesError(operationName, variables);
    return tooMuch === undefined ? [] : [tooMuch];
  };
}

const asValidationError = ({ message, nodes, source, positions, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...extensions },
  });

const refuseIntrospection = (context: ValidationContext): ASTVisitor => ({
  Field: (field) => {
    if (field.name.value !== '__schema' && field.name.value !== '__type') return;
    context.reportError(
      new GraphQLError('Reading the schema is turned off', {
        nodes: field,
        extensions: { code: 'INTROSPECTION_DISABLED' },
      }),
    );
  },
});
