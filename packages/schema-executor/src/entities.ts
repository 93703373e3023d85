import {
  GraphQLError,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { isPromise } from './execute-fields.ts';

// The key of an entity that has an id.
type Reference = { readonly __typename: string; readonly id?: unknown };
type ResolveReference = (reference: Reference, context: unknown, info: unknown) => unknown;

/**
 * Replaces the resolver of a subgraph's `_entities` by one that answers alike, but makes no promise for a reference
 * that is its own entity, and one instead of three for others. A reference to what is no entity is the caller's mistake.
 */
export function resolveEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolveAny = field?.resolve;
  const union = schema.getType('_Entity');
  if (field === undefined || resolveAny === undefined || !isUnionType(union)) return schema;
  const resolve: GraphQLFieldResolver<unknown, unknown, { readonly representations: readonly Reference[] }> = (
    source,
    { representations },
    context,
    info,
  ) =>
    representations.map((reference) => {
      const { __typename: name, id } = reference;
      const type = schema.getType(name);
      const find = referenceResolverOf(type);
      if (isInterfaceType(type) && find !== undefined)
        return (resolveAny(source, { representations: [reference] }, context, info) as unknown[])[0];
      if (!isObjectType(type) || !schema.isSubType(union, type) || ('id' in type.getFields() && typeof id !== 'string'))
        throw new GraphQLError('A reference names no entity', {
          extensions: { code: 'BAD_USER_INPUT', argument: 'representations' },
        });
      const entity = find === undefined ? reference : find(reference, context, info);
      return isPromise(entity) ? entity.then((found) => withName(found, name)) : withName(entity, name);
    });
  field.resolve = resolve as typeof resolveAny;
  return schema;
}

const referenceResolverOf = (type: GraphQLNamedType | undefined): ResolveReference | undefined =>
  (type?.extensions as { readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } } })
    ?.apollo?.subgraph?.resolveReference;

/** Tells the union of all entities of which type one is. */
function withName(entity: unknown, name: string): unknown {
  if (typeof entity !== 'object' || entity === null) return entity;
  const known = (entity as Partial<Reference>).__typename;
  if (known === name) return entity;
  if (known !== undefined) return { ...entity, __typename: name };
  return Object.defineProperty(entity, '__typename', { value: name });
}
