import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Subscriptions whose root field may be left out: the specification forbids them since September 2025, while the rule of
 * graphql-js throws at a variable there, and takes a literal.
 */
export function subscriptionConditions(document: DocumentNode): readonly GraphQLError[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const conditional = ({ selections }: SelectionSetNode, seen: Set<string>): SelectionNode[] =>
    selections.flatMap((selection) => {
      const own = selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include');
      if (own === true) return [selection];
      if (selection.kind === Kind.FIELD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) return conditional(selection.selectionSet, seen);
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined || seen.has(selection.name.value)) return [];
      seen.add(selection.name.value);
      return conditional(fragment.selectionSet, seen);
    });

  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => operation === OperationTypeNode.SUBSCRIPTION)
    .flatMap(({ selectionSet }) => conditional(selectionSet, new Set()))
    .map((node) => new GraphQLError("A subscription's root field cannot have @skip or @include", { nodes: node }));
}
