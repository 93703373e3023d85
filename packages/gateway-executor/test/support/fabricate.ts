import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  GraphQLError,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  parse,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { hashOf, seededRandom, type Random } from './random.ts';

export type Fabrication = {
  readonly sdl: string;
  /** How often a field is null, where it may be. */
  readonly nullRate?: number;
  /** How often a field fails. */
  readonly errorRate?: number;
};

type Made = { readonly __typename: string; readonly identity?: string; readonly id?: string };

/**
 * A subgraph whose answers are made up. The same field of the same entity always has the same value, in each subgraph;
 * entities come from a small pool, so that the same one stands at many places.
 */
export function fabricateSubgraph({ sdl, nullRate = 0, errorRate = 0 }: Fabrication): GraphQLSchema {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });

  const objectOf = (type: GraphQLObjectType, random: Random): Made =>
    type.astNode?.directives?.some(({ name }) => name.value === 'key')
      ? { __typename: type.name, id: `${type.name.toLowerCase()}-${random.whole(4)}` }
      : { __typename: type.name, identity: String(random.next()) };

  const valueOf = (type: GraphQLOutputType, random: Random): unknown => {
    if (isNonNullType(type)) return valueOf(type.ofType, random);
    if (random.chance(nullRate)) return null;
    if (isListType(type)) return Array.from({ length: random.whole(4) }, () => valueOf(type.ofType, random));
    if (isUnionType(type) || isInterfaceType(type)) return objectOf(random.pick(schema.getPossibleTypes(type)), random);
    if (isObjectType(type)) return objectOf(type, random);
    if (isEnumType(type)) return random.pick(type.getValues()).value;
    if (isScalarType(type)) return scalarOf(type.name, random);
    throw new Error(`No value for ${String(type)}`);
  };

  const resolve: GraphQLFieldResolver<Made & Record<string, unknown>, unknown> = (parent, args, context, info) => {
    if (parent?.[info.fieldName] !== undefined) return defaultFieldResolver(parent, args, context, info);
    const owner = parent?.identity ?? `${info.parentType.name}:${parent?.id}`;
    const random = seededRandom(hashOf(`${owner}.${info.fieldName}(${JSON.stringify(args)})`));
    if (random.chance(errorRate))
      throw new GraphQLError(
        `No ${info.fieldName} of ${owner}`,
        random.chance(0.5) ? { extensions: { code: 'BROKEN' } } : {},
      );
    return valueOf(info.returnType, random);
  };

  // Who knows an entity by its interface only is told what it is.
  for (const type of Object.values(schema.getTypeMap()))
    if (isInterfaceType(type))
      Object.assign(type.extensions, {
        apollo: {
          subgraph: {
            resolveReference: ({ id }: Made) => ({
              ...objectOf(schema.getPossibleTypes(type)[hashOf(String(id)) % 2]!, seededRandom(0)),
              id,
            }),
          },
        },
      });

  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('_'))
      for (const field of Object.values(type.getFields()))
        if (!field.name.startsWith('_')) field.resolve = resolve as never;
  return schema;
}

function scalarOf(name: string, random: Random): unknown {
  switch (name) {
    case 'Int':
    case 'SafeInt':
      return random.whole(2000) - 1000;
    case 'Float':
      return random.whole(1000) / 8;
    case 'Boolean':
      return random.chance(0.5);
    case 'ID':
      return `id-${random.whole(10)}`;
    case 'Json':
      return random.pick([{ any: [1, 'two', null] }, [], 7, 'text', { deep: { er: true } }]);
    default:
      return `${name} ${random.whole(1000)}`;
  }
}
