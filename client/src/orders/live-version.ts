import type { TypedDocumentNode } from '@urql/core';

const versions = new WeakMap<object, object>();

/**
 * The subscription that keeps the `order(id:)` of a query up to date: the same fields under the same name, of
 * `orderUpdated`.
 */
export const liveVersionOf = <Document extends TypedDocumentNode<unknown, { id: string }>>(
  query: Document,
): Document => {
  const version = versions.get(query) ?? toSubscription(query);
  versions.set(query, version);
  return version as Document;
};

const named = (value: string) => ({ kind: 'Name', value });

const toSubscription = ({ kind, definitions }: Pick<TypedDocumentNode, 'kind' | 'definitions'>) => ({
  kind,
  definitions: definitions.map((definition) => {
    if (!('operation' in definition)) return definition;
    const { selectionSet } = definition;
    const selections = selectionSet.selections.map((field) =>
      'name' in field && 'selectionSet' in field && field.name.value === 'order'
        ? { ...field, alias: named('order'), name: named('orderUpdated') }
        : field,
    );
    return {
      ...definition,
      operation: 'subscription',
      name: named(`${definition.name?.value ?? ''}Live`),
      selectionSet: { ...selectionSet, selections },
    };
  }),
});
