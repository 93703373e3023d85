import type { FieldSelection } from '@apollo/federation-internals';
import {
  executeSync,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

export type IntrospectionScope = {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly variableDefinitions: readonly VariableDefinitionNode[];
};

/** Compiles the answer to `__schema` and `__type` of an operation: from the schema alone, by no subgraph. */
export function compileIntrospection({ schema, variableDefinitions }: IntrospectionScope) {
  const documents = new WeakMap<FieldSelection, { readonly document: DocumentNode; readonly key: string }>();
  const documentOf = (selection: FieldSelection) => {
    let known = documents.get(selection);
    if (known === undefined) {
      const node = selection.expandFragments().toSelectionNode();
      documents.set(
        selection,
        (known = {
          document: introspectionDocument(node, variableDefinitions),
          key: node.alias?.value ?? node.name.value,
        }),
      );
    }
    return known;
  };
  return (selection: FieldSelection, variableValues: Record<string, unknown> | undefined): unknown => {
    const { document, key } = documentOf(selection);
    const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues: variableValues ?? null });
    const about = `Introspection query for ${JSON.stringify(document)} should not have failed`;
    if (errors && errors.length > 0) throw new Error(`${about} but got ${JSON.stringify(errors)}`);
    if (!data) throw new Error(about);
    return Object.hasOwn(data, key) ? data[key] : undefined;
  };
}

function introspectionDocument(field: FieldNode, variableDefinitions: readonly VariableDefinitionNode[]): DocumentNode {
  const used = new Set<string>();
  visit(field, { Variable: ({ name }) => void used.add(name.value) });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: variableDefinitions.filter(({ variable }) => used.has(variable.name.value)),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
      },
    ],
  };
}
