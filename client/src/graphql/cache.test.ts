import { buildSchema, isObjectType, type GraphQLObjectType } from 'graphql';
import { expect, it } from 'vitest';
import sdl from '../../../router/api.graphql?raw';
import { keylessTypes, possibleTypes } from './__generated__/cache-types.ts';

const objects = Object.values(buildSchema(sdl).getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const names = (types: readonly GraphQLObjectType[]): string[] => types.map(({ name }) => name);

it('knows of each type of the graph whether it has an identity, once', () => {
  const others = objects.filter(({ name }) => !['Query', 'Mutation', 'Subscription'].includes(name));
  const withId = others.filter((type) => 'id' in type.getFields());
  expect([...keylessTypes, ...names(withId)].sort()).toEqual(names(others).sort());
});

it('takes only refusals for errors, so that `... on UserError` matches them and nothing else', () => {
  const errors = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'UserError'));
  expect([...possibleTypes.UserError].sort()).toEqual(names(errors).sort());
});
