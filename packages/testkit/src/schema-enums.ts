import { readFileSync } from 'node:fs';
import { parse, visit } from 'graphql';

/**
 * Values of each enum of a schema, by its name: for tests that domain and schema know the same ones.
 * @param schemaFile - as `new URL('../schema.graphql', import.meta.url)`
 */
export function schemaEnums(schemaFile: URL): ReadonlyMap<string, readonly string[]> {
  const enums = new Map<string, readonly string[]>();
  visit(parse(readFileSync(schemaFile, 'utf8')), {
    EnumTypeDefinition: ({ name, values }) =>
      void enums.set(name.value, values?.map((value) => value.name.value) ?? []),
  });
  return enums;
}
