import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, idFor, mix } from './random.ts';

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('gives the same stream for the same seeds and another for others', () => {
  const draw = (...seeds: number[]) => {
    const random = createRandom(...seeds);
    return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
  };
  expect(draw(7, 1)).toEqual(draw(7, 1));
  expect(draw(7, 1)).not.toEqual(draw(7, 2));
  expect(draw(7, 1)).not.toEqual(draw(1, 7));
});

test('refuses to pick from nothing', () => {
  expect(() => createRandom(1).pick([])).toThrow(RangeError);
});

test('makes ids that are UUIDv7 of the given time', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(),
      fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      (seed, n, at) => {
        const id = idFor('order', n, { seed, at });
        expect(id).toMatch(uuid7);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at.getTime());
        expect(idFor('order', n, { seed, at })).toBe(id);
      },
    ),
  );
});

test('keeps ids of one moment apart by number, kind and seed', () => {
  const at = new Date('2026-05-01');
  const ids = new Set<string>();
  for (let n = 0; n < 20_000; n++) {
    ids.add(idFor('order', n, { at, seed: 1 }));
    ids.add(idFor('order', n, { at, seed: 2 }));
    ids.add(idFor('payment', n, { at, seed: 1 }));
  }
  expect(ids.size).toBe(60_000);
});

test('mixes without collisions for a fixed first number', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (seed, a, b) => {
      fc.pre(a !== b);
      expect(mix(seed, a)).not.toBe(mix(seed, b));
    }),
  );
});
