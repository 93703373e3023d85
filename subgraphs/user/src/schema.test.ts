import { expect, it } from 'vitest';
import { PERMISSIONS, ROLE_PERMISSIONS } from '@storegraph/subgraph-kit/permissions';
import { schemaEnums } from '@storegraph/testkit/schema-enums';

const enums = schemaEnums(new URL('../schema.graphql', import.meta.url));

it.each<[string, readonly string[]]>([
  ['Permission', PERMISSIONS],
  ['Role', Object.keys(ROLE_PERMISSIONS)],
])('the schema and the kit name the same members of %s', (type, names) => {
  expect(new Set(names)).toEqual(new Set(enums.get(type)));
});
