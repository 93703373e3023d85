import type { NamedType, Schema } from '@apollo/federation-internals';

// Without the sign of an exponent, an integer of any size passes; the range is the subgraph's to know.
const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;

const isInteger = (value: number): boolean => Number.isSafeInteger(value) || INTEGER.test(String(value));

/** Compiles the check that a value can stand where a leaf of this type is expected. */
export function compileLeafCheck(type: NamedType, schema: Schema): (value: unknown) => boolean {
  if (type.kind === 'EnumType') {
    const values = new Set<unknown>(type.values.map(({ name }) => name));
    return (value) => values.has(value);
  }
  switch (type) {
    case schema.booleanType():
      return (value) => typeof value === 'boolean';
    case schema.intType():
      return (value) => typeof value === 'number' && isInteger(value);
    case schema.floatType():
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case schema.idType():
      return (value) => typeof value === 'string' || (typeof value === 'number' && isInteger(value));
    case schema.stringType():
      return (value) => typeof value === 'string';
    default:
      // Subgraphs alone know what their scalars look like.
      return () => true;
  }
}
