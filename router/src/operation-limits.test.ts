import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitRootFields, MAX_ROOT_FIELDS } from './operation-limits.ts';

const schema = buildSchema('type Query { a: Int } type Mutation { login: Int addToCart: Int }');
const problems = (document: string): readonly string[] =>
  validate(schema, parse(document), [limitRootFields]).map(({ message }) => message);
const aliases = (count: number, field: string): string =>
  Array.from({ length: count }, (_, index) => `x${index}: ${field}`).join(' ');

describe('limitRootFields', () => {
  it('takes as many root fields as a page needs, and refuses one more', () => {
    expect(problems(`{ ${aliases(MAX_ROOT_FIELDS, 'a')} }`)).toEqual([]);
    expect(problems(`{ ${aliases(MAX_ROOT_FIELDS + 1, 'a')} }`)).toEqual([
      `An operation has at most ${MAX_ROOT_FIELDS} root fields`,
    ]);
  });

  it('looks into fragments, also into those that contain themselves', () => {
    expect(
      problems(
        `{ ...F ... on Query { ${aliases(11, 'a')} } } fragment F on Query { ${aliases(10, 'a').replaceAll('x', 'y')} ...F }`,
      ),
    ).toHaveLength(1);
  });

  it('refuses a second sign-in under another name', () => {
    expect(problems(`mutation { ${aliases(2, 'login')} }`)).toEqual(['An operation has "login" once at most']);
    expect(problems('mutation { login ...F } fragment F on Mutation { again: login }')).toEqual([
      'An operation has "login" once at most',
    ]);
    expect(problems(`mutation { login ${aliases(2, 'addToCart')} }`)).toEqual([]);
  });
});
