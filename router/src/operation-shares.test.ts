import { globSync, readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  getIntrospectionQuery,
  Lexer,
  parse,
  print,
  separateOperations,
  Source,
  TokenKind,
} from 'graphql';
import { expect, it } from 'vitest';
import { countDocument } from '@storegraph/schema-executor/cost/count-document';
import { apiFile } from './graph-files.ts';
import { OPERATIONS } from './operation-limits.ts';

const api = buildSchema(readFileSync(apiFile, 'utf8'));

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

/** The share of each limit that a document takes. */
function sharesOf(text: string, variables: Record<string, unknown>): Record<string, number> {
  const { sizes, operations } = countDocument(api, parse(text));
  const asked = {
    tokens: tokensOf(text),
    selections: Math.max(...sizes.map(({ selections }) => selections)),
    depth: Math.max(...sizes.map(({ depth }) => depth)),
    rootFields: Math.max(...sizes.map(({ rootFields }) => rootFields)),
    aliases: Math.max(...sizes.map(({ aliases }) => aliases)),
    directives: Math.max(...sizes.map(({ directives }) => directives)),
    nodes: Math.max(...operations.map(({ nodes }) => nodes(variables))),
  };
  return Object.fromEntries(
    Object.entries(OPERATIONS.limits).map(([limit, allowed]) => [limit, asked[limit as keyof typeof asked] / allowed]),
  );
}

const examples = new URL('../graphiql/examples/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, examples), 'utf8');

it.each(readdirSync(examples).filter((file) => file.endsWith('.graphql')))('%s has room within each limit', (file) => {
  const shares = sharesOf(read(file), JSON.parse(read(file.replace(/graphql$/, 'json'))) as Record<string, unknown>);
  for (const [limit, share] of Object.entries(shares)) expect(share, limit).toBeLessThan(0.6);
});

it('the schema can be read as the playground does', () => {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true });
  for (const [limit, share] of Object.entries(sharesOf(query, {}))) expect(share, limit).toBeLessThan(0.6);
});

const client = new URL('../../client/src/', import.meta.url);
const written = globSync('**/*.{ts,tsx}', { cwd: client, exclude: ['**/__generated__/**', '**/*.test.*'] })
  .flatMap((file) => [...readFileSync(new URL(file, client), 'utf8').matchAll(/\bgraphql\(\s*`([^`]*)`/g)])
  .map(([, text]) => text);
const operations = Object.entries(separateOperations(parse(written.join('\n'))));

it('finds the operations of the client', () => expect(operations.length).toBeGreaterThan(40));

it.each(operations)("the client's %s has room within each limit", (_, document) => {
  for (const [limit, share] of Object.entries(sharesOf(print(document), { first: 100 })))
    expect(share, limit).toBeLessThan(0.6);
});
