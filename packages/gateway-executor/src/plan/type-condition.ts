import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Fields } from './merge.ts';

/** Whether an object is, by its `__typename`, of a type of the supergraph, or implements it. */
export function isOfType(schema: GraphQLSchema, value: Fields, condition: string): boolean {
  const typename = value['__typename'];
  if (typename === condition) return true;
  if (typeof typename !== 'string') return false;
  const type = schema.getType(typename);
  const conditional = schema.getType(condition);
  return (
    isAbstractType(conditional) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type)
  );
}
