import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Types of a subgraph's resolvers, made from its schema: `src/__generated__/resolvers.ts`.
 * @param mappers - what resolvers return for a schema type: domain types, never rows. `Order:
 * '../domain/order.ts#Order'`
 */
export const resolverTypes = (mappers: Readonly<Record<string, string>>): CodegenConfig => ({
  schema: ['schema.graphql', '../../packages/subgraph-kit/src/graphql/common.graphql'],
  silent: true,
  generates: {
    'src/__generated__/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        useTypeImports: true,
        enumsAsTypes: true,
        nonOptionalTypename: false,
        immutableTypes: true,
        // A field with a default value is always there when a resolver reads it.
        avoidOptionals: { defaultValue: true },
        contextType: '../context.ts#Context',
        mappers: {
          Money: '@storegraph/subgraph-kit/money#Money',
          AuditEntry: '@storegraph/subgraph-kit/database/audit-log-store#AuditRecord',
          AuditEntryConnection: '@storegraph/subgraph-kit/graphql/audit-log#AuditEntryConnection',
          ...mappers,
        },
        mapperTypeSuffix: 'Domain',
        inputMaybeValue: 'T | null | undefined',
        scalars: { ID: 'string', DateTime: { input: 'Date', output: 'Date | string' }, SafeInt: 'number' },
        importExtension: '.ts',
      },
    },
  },
});
