import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const keyOf = (text: string): Uint8Array => new TextEncoder().encode(text.padEnd(32, '.'));
const seal = createSeal(keyOf('key'));

it('opens what it closed, which reads differently each time', () => {
  const sealed = [seal.close('a secret', 'ada'), seal.close('a secret', 'ada')];
  expect(new Set(sealed).size).toBe(2);
  expect(sealed.map((each) => seal.open(each, 'ada'))).toEqual(['a secret', 'a secret']);
});

it('opens nothing of another owner or key, and nothing that was changed', () => {
  const sealed = seal.close('a secret', 'ada');
  const changed = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'Q' : 'A'}`;
  expect(() => seal.open(sealed, 'bob')).toThrow();
  expect(() => createSeal(keyOf('other')).open(sealed, 'ada')).toThrow();
  expect(() => seal.open(changed, 'ada')).toThrow();
  expect(() => seal.open(sealed.slice(0, 30), 'ada')).toThrow();
});
