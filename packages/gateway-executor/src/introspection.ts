import type { FieldSelection } from '@apollo/federation-internals';
import {
  executeSync,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type IntrospectionScope = {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
};

const NAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

const isIntrospected = (name: string): boolean => name === '__schema' || name === '__type';

/**
 * A document as it is planned: the same one unless it reads the schema. No subgraph is asked for that, and the planner
 * knows an older introspection than graphql-js has.
 */
export function withoutIntrospection(document: DocumentNode): DocumentNode {
  let isFound = false;
  const planned = visit(document, {
    Field: (field) => {
      if (!isIntrospected(field.name.value)) return undefined;
      isFound = true;
      return { ...field, selectionSet: NAME_ONLY };
    },
    FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value.startsWith('__') ? null : undefined),
  });
  return isFound ? planned : document;
}

/** Compiles the answer to `__schema` and `__type` of an operation: from the schema alone, by no subgraph. */
export function compileIntrospection({ schema, operation, fragments }: IntrospectionScope) {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (key: string): DocumentNode => {
    const known = documents.get(key) ?? introspectionDocument(key, operation, fragments);
    documents.set(key, known);
    return known;
  };
  return ({ element }: FieldSelection, variableValues: Record<string, unknown> | undefined): unknown => {
    const key = element.responseName();
    const document = documentOf(key);
    const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues: variableValues ?? null });
    const about = `Introspection query for ${JSON.stringify(document)} should not have failed`;
    if (errors && errors.length > 0) throw new Error(`${about} but got ${JSON.stringify(errors)}`);
    if (!data) throw new Error(about);
    return Object.hasOwn(data, key) ? data[key] : undefined;
  };
}

/** The operation with one of its root fields alone. */
function introspectionDocument(
  key: string,
  { variableDefinitions = [], selectionSet }: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): DocumentNode {
  const only = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.flatMap(within) });
  const within = (selection: SelectionNode): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value === key ? [selection] : [];
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
    if (spread === undefined) return [];
    const { typeCondition } = spread;
    const { directives = [] } = selection;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition && { typeCondition }),
        directives,
        selectionSet: only(spread.selectionSet),
      },
    ];
  };
  const selections = only(selectionSet);
  const definitions = Object.values(fragments);
  const used = new Set<string>();
  for (const node of [selections, ...definitions]) visit(node, { Variable: ({ name }) => void used.add(name.value) });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: variableDefinitions.filter(({ variable }) => used.has(variable.name.value)),
        selectionSet: selections,
      },
      ...definitions,
    ],
  };
}
