import { isScalarType, type GraphQLScalarType, type GraphQLSchema } from 'graphql';

/**
 * Teaches a schema, in place, which values its scalars take. A composed schema knows their names only, so that the
 * gateway would plan with anything, and fails itself on some: `1e400` is a number without end to it.
 */
export function applyScalars(schema: GraphQLSchema, scalars: Readonly<Record<string, GraphQLScalarType>>): void {
  for (const [name, { parseValue, parseLiteral }] of Object.entries(scalars)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}
