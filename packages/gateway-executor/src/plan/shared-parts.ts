import type { FetchNode, PlanNode, ResponsePath, SubscriptionNode } from '@apollo/query-planner';
import {
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * What becomes of the objects inside an answer that stands for several equal entities:
 * there are `none`, they are `shared` by all, or each entity but the first gets them `copied`.
 */
export type Parts = 'none' | 'shared' | 'copied';

/** A fetch of a plan, where its answer goes, and its operation. */
export type PlacedFetch = { readonly node: FetchNode; readonly path: ResponsePath; readonly document: DocumentNode };

/**
 * Decides for each fetch of a plan whether equal entities may share the objects of their answer. They may where no
 * other fetch writes into those objects by way of their entity: it could write different things for entities that this
 * fetch takes for equal.
 */
export function decideParts(fetches: readonly PlacedFetch[]): Map<FetchNode, Parts> {
  const written = new Map<string, number>();
  const partsOf = new Map(fetches.map((fetch) => [fetch.node, objectsOf(fetch)]));
  for (const parts of partsOf.values()) for (const part of parts) written.set(part, (written.get(part) ?? 0) + 1);
  const decide = (parts: ReadonlySet<string>): Parts => {
    if (parts.size === 0) return 'none';
    return [...parts].every((part) => written.get(part) === 1) ? 'shared' : 'copied';
  };
  return new Map([...partsOf].map(([node, parts]) => [node, decide(parts)]));
}

/** The fetches of a plan, with the path at which each stands. */
export function fetchesOf(
  node: PlanNode | SubscriptionNode | undefined,
  path: ResponsePath = [],
): { node: FetchNode; path: ResponsePath }[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'Fetch':
      return [{ node, path }];
    case 'Flatten':
      return fetchesOf(node.node, [...path, ...node.path]);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => fetchesOf(child, path));
    case 'Condition':
      return [...fetchesOf(node.ifClause, path), ...fetchesOf(node.elseClause, path)];
    case 'Subscription':
      return [...fetchesOf(node.primary, path), ...fetchesOf(node.rest, path)];
    case 'Defer':
      return [];
  }
}

/** The paths, by names in the answer, of the objects that a fetch writes into. */
function objectsOf({ node, path, document }: PlacedFetch): ReadonlySet<string> {
  const objects = new Set<string>();
  const fragments = new Map(
    document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const visit = (selections: SelectionSetNode | undefined, at: string): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) visit(fragments.get(selection.name.value), at);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, at);
      else if (selection.selectionSet !== undefined) {
        const inner = `${at}.${selection.alias?.value ?? selection.name.value}`;
        objects.add(inner);
        visit(selection.selectionSet, inner);
      }
    }
  };
  const start = path.filter((element) => element !== '@').join('.');
  for (const { selectionSet } of document.definitions.filter(isOperation)) {
    if (node.requires === undefined) visit(selectionSet, start);
    // What is inside `_entities` goes to the path of the fetch.
    else for (const field of selectionSet.selections) if (field.kind === Kind.FIELD) visit(field.selectionSet, start);
  }
  return objects;
}

const isFragment = (definition: DefinitionNode): definition is FragmentDefinitionNode =>
  definition.kind === Kind.FRAGMENT_DEFINITION;
const isOperation = (definition: DefinitionNode): definition is OperationDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION;
