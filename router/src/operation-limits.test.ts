import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitRepeats } from './operation-limits.ts';

const schema = buildSchema('type Query { a: Int } type Mutation { login: Int addToCart: Int }');
const problems = (document: string): readonly string[] =>
  validate(schema, parse(document), [limitRepeats]).map(({ message }) => message);

describe('limitRepeats', () => {
  it('refuses a second sign-in under another name', () => {
    expect(problems('mutation { login again: login }')).toEqual(['An operation has "login" once at most']);
    expect(problems('mutation { login ...F } fragment F on Mutation { again: login }')).toEqual([
      'An operation has "login" once at most',
    ]);
    expect(problems('mutation { login addToCart again: addToCart }')).toEqual([]);
  });

  it('looks once into fragments that contain themselves', () => {
    expect(problems('mutation { ...F } fragment F on Mutation { login ...F }')).toEqual([]);
  });
});
