import { expect, it } from 'vitest';
import { publishedKeysAt, rotateKeys, signingKeyAt, type TimedKey } from './key-rotation.ts';

type Key = TimedKey & { readonly kid: string };
const first: Key = { kid: 'first' };
const now = 1_000_000;
const rotated = rotateKeys([first], { kid: 'second' }, now, 300);
const published = (at: number): string[] => publishedKeysAt(rotated, at).map(({ kid }) => kid);

it('publishes a new key at once, and signs with it when its time has come', () => {
  expect(published(now)).toEqual(['second', 'first']);
  expect(signingKeyAt(rotated, now + 299).kid).toBe('first');
  expect(signingKeyAt(rotated, now + 300).kid).toBe('second');
});

it('publishes the old key until its last token has run out', () => {
  const lastSigned = now + 299;
  expect(published(lastSigned + 600)).toContain('first');
  expect(published(now + 300 + 660)).toEqual(['second']);
});

it('drops at the next rotation what is no longer published', () => {
  const kids = (at: number): string[] => rotateKeys(rotated, { kid: 'third' }, at, 300).map(({ kid }) => kid);
  expect(kids(now + 500)).toEqual(['third', 'second', 'first']);
  expect(kids(now + 1_000)).toEqual(['third', 'second']);
});

it('signs with the first of keys without times, and publishes all', () => {
  const keys: [Key, Key] = [{ kid: 'new' }, { kid: 'old' }];
  expect(signingKeyAt(keys, now).kid).toBe('new');
  expect(publishedKeysAt(keys, now)).toEqual(keys);
});

it('signs with a key alone even before its time', () => {
  expect(signingKeyAt([{ kid: 'early', signsFrom: now + 1 }], now).kid).toBe('early');
});
