import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CodegenConfig } from '@graphql-codegen/cli';

const publicSchema = fileURLToPath(new URL('../router/api.graphql', import.meta.url));
if (!existsSync(publicSchema)) throw new Error(`${publicSchema} is missing: compose the supergraph first`);

const config: CodegenConfig = {
  schema: publicSchema,
  documents: ['src/**/*.{ts,tsx}', '!src/**/__generated__/**'],
  silent: true,
  generates: {
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
