import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Fields } from './merge.ts';

/** Whether an object is, by its `__typename`, of a type of the supergraph, or implements it. */
export function isOfType(schema: GraphQLSchema, value: Fields, condition: string): boolean {
  const typename = value['__typename'];
  if (typename === condition) return true;
  if (!typename) return false;
  const type = schema.getType(typename as string);
  const conditional = schema.getType(condition);
  return (
    isAbstractType(conditional) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type)
  );
}
