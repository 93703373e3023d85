import { buildSchema, isObjectType, type GraphQLObjectType } from 'graphql';
import { expect, it } from 'vitest';
import sdl from '../../../router/api.graphql?raw';
import { keylessTypes } from './cache.ts';

const objects = Object.values(buildSchema(sdl).getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const keyless = new Set<string>(keylessTypes);
const errors = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'UserError'));

it('lists no type that has an id, and none the graph does not know', () => {
  const withoutId = objects.filter((type) => !('id' in type.getFields())).map(({ name }) => name);
  expect(keylessTypes.filter((name) => !withoutId.includes(name))).toEqual([]);
});

it('lists only refusals as errors, so that `... on UserError` matches them and nothing else', () => {
  const names = errors.map(({ name }) => name);
  expect(keylessTypes.filter((name) => name.endsWith('Error') && !names.includes(name))).toEqual([]);
  expect(names.filter((name) => !name.endsWith('Error'))).toEqual([]);
});

it('lists every type without an id that the client asks for', () => {
  const documents = Object.values(
    import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/__generated__/**'], {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).join('\n');
  const asked = objects.filter(
    ({ name }) => new RegExp(`on ${name} \\{`).test(documents) && !/(Connection|Edge)$/.test(name),
  );
  const missing = asked.filter((type) => !('id' in type.getFields()) && !keyless.has(type.name));
  expect(missing.map(({ name }) => name)).toEqual([]);
});
