/** A tab of the playground. */
export type Example = { readonly query: string; readonly variables: string };

const queries = import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('./examples/*.json', { query: '?raw', import: 'default', eager: true });

/** The examples in the order of their files. */
export const examples: readonly Example[] = Object.keys(queries)
  .sort()
  .map((file) => ({ query: queries[file] ?? '', variables: variables[file.replace(/graphql$/, 'json')] ?? '{}' }));
