import { describe, expect, it } from 'vitest';
import { copyOf, deepMerge } from './merge.ts';

describe('merging answers', () => {
  it('goes into objects, and into lists of equal length', () => {
    const target = { a: { x: 1 }, list: [{ x: 1 }, { x: 2 }], other: [1, 2] };
    deepMerge(target, { a: { y: 2 }, list: [{ y: 1 }, { y: 2 }], other: [3], b: null });
    expect(target).toEqual({
      a: { x: 1, y: 2 },
      list: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
      other: [3],
      b: null,
    });
  });

  it('leaves what is not known as it is', () => {
    const target = { a: 1 };
    deepMerge(target, { a: undefined });
    deepMerge(target, null);
    expect(target).toEqual({ a: 1 });
  });

  it('never reaches what objects or lists share', () => {
    const target: Record<string, unknown> = { list: [1, 2] };
    deepMerge(
      target,
      JSON.parse(
        '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"list":{"map":{"polluted":1},"__proto__":{"polluted":1}}}',
      ),
    );
    for (const shared of [{}, [], Object, Array.prototype.map]) expect(Reflect.get(shared, 'polluted')).toBeUndefined();
    expect(Object.hasOwn(target, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });
});

describe('a copy', () => {
  it('shares no object or list with its original', () => {
    const original = { a: [{ b: 1 }], c: null, d: { e: 'f' } };
    const copy = copyOf(original) as typeof original;
    expect(copy).toEqual(original);
    expect(copy.a).not.toBe(original.a);
    expect(copy.a[0]).not.toBe(original.a[0]);
    expect(copy.d).not.toBe(original.d);
  });
});
