import { readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  visit,
  type DirectiveNode,
  type GraphQLNamedType,
  type NameNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSubgraphs } from '../scripts/compose-subgraphs.ts';
import { apiFile, readSupergraph } from './graph-files.ts';

const apiSdl = readFileSync(apiFile, 'utf8');
const api = buildSchema(apiSdl);
const types = Object.values(api.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

describe('the committed graph', () => {
  it('is what the subgraphs compose to', () => {
    const { supergraphSdl, apiSdl: composed } = composeSubgraphs();
    expect(readSupergraph() === supergraphSdl && apiSdl === composed, 'run: npm run compose -w router').toBe(true);
  });

  it('composes without a hint that something is off', () => {
    expect(composeSubgraphs().hints).toEqual([]);
  });

  it('shows clients nothing internal', () => {
    const internal = inaccessibleNames();
    expect(internal).toEqual(expect.arrayContaining(['reserveStock', 'openPayable', 'variantQuotes', 'VariantQuote']));
    expect(internal.filter((name) => new RegExp(`\\b${name}\\b`).test(apiSdl))).toEqual([]);
    expect(apiSdl).not.toContain('_entities');
  });

  it('describes every type, field, enum value and input field', () => {
    expect(types.flatMap(undescribed)).toEqual([]);
  });
});

function inaccessibleNames(): string[] {
  const names: string[] = [];
  const note = (node: { readonly name: NameNode; readonly directives?: readonly DirectiveNode[] }): void => {
    if (node.directives?.some(({ name }) => name.value === 'inaccessible')) names.push(node.name.value);
  };
  visit(parse(readSupergraph()), {
    FieldDefinition: note,
    ObjectTypeDefinition: note,
    InputObjectTypeDefinition: note,
    UnionTypeDefinition: note,
    EnumTypeDefinition: note,
  });
  return names;
}

function undescribed(type: GraphQLNamedType): string[] {
  const members = isEnumType(type)
    ? type.getValues()
    : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      ? Object.values(type.getFields())
      : [];
  return [type, ...members]
    .filter(({ description }) => !description?.trim())
    .map(({ name }) => (name === type.name ? name : `${type.name}.${name}`));
}
