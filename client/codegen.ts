import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';

const publicSchema = fileURLToPath(new URL('../router/api.graphql', import.meta.url));
if (!existsSync(publicSchema)) throw new Error(`${publicSchema} is missing: compose the supergraph first`);

/** What the cache must know of the graph: which types have no identity, and which implement an interface. */
function cacheTypes(): string {
  const schema = buildSchema(readFileSync(publicSchema, 'utf8'));
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const keyless = types.filter((type) => isObjectType(type) && !roots.includes(type) && !('id' in type.getFields()));
  const possible = types
    .filter(isInterfaceType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)] as const);
  return [
    `export const keylessTypes = ${JSON.stringify(keyless.map(({ name }) => name))};`,
    `export const possibleTypes = ${JSON.stringify(Object.fromEntries(possible))};`,
  ].join('\n');
}

const config: CodegenConfig = {
  schema: publicSchema,
  documents: ['src/**/*.{ts,tsx}', '!src/**/__generated__/**'],
  silent: true,
  generates: {
    'src/graphql/__generated__/cache-types.ts': { plugins: [{ add: { content: cacheTypes() } }] },
    'src/graphql/__generated__/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        nonOptionalTypename: true,
        importExtension: '.ts',
        strictScalars: true,
        scalars: { DateTime: 'string', SafeInt: 'number' },
      },
    },
  },
};

// graphql-codegen reads its configuration from the default export.
export default config;
