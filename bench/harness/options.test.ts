import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('asks every question five times by default', () => {
    expect(readOptions([])).toEqual({ names: [], options: { rounds: 5, seconds: 8, minutes: 10, rows: 1_000_000 } });
  });
  it('takes questions and numbers in any order', () => {
    expect(readOptions(['--rounds', '1', 'start', '--seconds', '0.5', 'soak'])).toMatchObject({
      names: ['start', 'soak'],
      options: { rounds: 1, seconds: 0.5 },
    });
  });
  it('takes no rounds, which only compares', () => expect(readOptions(['--rounds', '0']).options.rounds).toBe(0));
  it.each([
    ['--rounds=-1'],
    ['--rounds=1.5'],
    ['--rounds=many'],
    ['--seconds=0'],
    ['--minutes=0'],
    ['--rows=1.5'],
    ['--speed=9'],
  ])('refuses %s', (argument) => {
    expect(() => readOptions([argument])).toThrow();
  });
});
