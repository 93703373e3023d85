import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { isPromise } from './execute-fields.ts';

type Reference = { readonly __typename: string };
type ResolveReference = (reference: Reference, context: unknown, info: unknown) => unknown;

/**
 * Replaces the resolver of a subgraph's `_entities` by one that answers alike, but makes no promise for a reference
 * that is its own entity, and one instead of three for others.
 */
export function resolveEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolveAny = field?.resolve;
  if (field === undefined || resolveAny === undefined) return schema;
  const resolve: GraphQLFieldResolver<unknown, unknown, { readonly representations: readonly Reference[] }> = (
    source,
    { representations },
    context,
    info,
  ) =>
    representations.map((reference) => {
      const { __typename: name } = reference;
      const type = schema.getType(name);
      // Interfaces, and names that are no type.
      if (!isObjectType(type))
        return (resolveAny(source, { representations: [reference] }, context, info) as unknown[])[0];
      const { apollo } = type.extensions as {
        readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
      };
      const find = apollo?.subgraph?.resolveReference;
      const entity = find === undefined ? reference : find(reference, context, info);
      return isPromise(entity) ? entity.then((found) => withName(found, name)) : withName(entity, name);
    });
  field.resolve = resolve as typeof resolveAny;
  return schema;
}

/** Tells the union of all entities of which type one is. */
function withName(entity: unknown, name: string): unknown {
  if (typeof entity !== 'object' || entity === null) return entity;
  const known = (entity as Partial<Reference>).__typename;
  if (known === name) return entity;
  if (known !== undefined) return { ...entity, __typename: name };
  return Object.defineProperty(entity, '__typename', { value: name });
}
