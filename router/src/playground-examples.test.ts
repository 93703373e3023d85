import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiFile } from './graph-files.ts';

const folder = new URL('../graphiql/examples/', import.meta.url);
const api = buildSchema(readFileSync(apiFile, 'utf8'));
const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => ({
    file,
    document: parse(readFileSync(new URL(file, folder), 'utf8')),
    variables: JSON.parse(readFileSync(new URL(file.replace(/graphql$/, 'json'), folder), 'utf8')) as Record<
      string,
      unknown
    >,
  }));

const operationsOf = (document: (typeof examples)[number]['document']): OperationDefinitionNode[] =>
  document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);

describe('the examples of the playground', () => {
  it.each(examples)('fit the graph: $file', ({ document }) => {
    expect(validate(api, document).map(({ message }) => message)).toEqual([]);
  });

  it.each(examples)('come with exactly the variables that they use: $file', ({ document, variables }) => {
    const used = operationsOf(document).flatMap(({ variableDefinitions }) =>
      variableDefinitions!.filter(({ defaultValue }) => !defaultValue),
    );
    expect(Object.keys(variables).sort()).toEqual([...new Set(used.map(({ variable }) => variable.name.value))].sort());
  });

  it('show every query, mutation and subscription of the graph', () => {
    const shown = new Set(
      examples
        .flatMap(({ document }) => operationsOf(document))
        .flatMap(({ selectionSet }) =>
          selectionSet.selections.map((selection) => selection.kind === Kind.FIELD && selection.name.value),
        ),
    );
    const all = [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()].flatMap((type) =>
      Object.keys(type!.getFields()),
    );
    expect(all.filter((name) => !shown.has(name))).toEqual([]);
  });
});
