import { parseArgs } from 'node:util';

/** How thoroughly to ask. */
export type Options = {
  /** None: answers are compared, and nothing is timed. */
  readonly rounds: number;
  readonly seconds: number;
  /** Of the soak. */
  readonly minutes: number;
  /** How far the growth goes. */
  readonly rows: number;
};

export const USAGE = `Usage: npm run bench -- [question ...] [--rounds N] [--seconds N] [--minutes N] [--rows N]
       npm run bench -- table`;

/**
 * Reads the command line.
 * @throws Error that says what is wrong, and how it is used
 */
export function readOptions(args: readonly string[]): { readonly names: readonly string[]; readonly options: Options } {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: text, seconds: text, minutes: text, rows: text },
  });
  const number = (name: keyof Options, fallback: number): number => {
    const value = Number(values[name] ?? fallback);
    if (
      !(value > 0 || (name === 'rounds' && value === 0)) ||
      ((name === 'rounds' || name === 'rows') && !Number.isInteger(value))
    )
      throw new Error(`--${name} takes a number above 0 (--rounds 0 compares answers, and times nothing)\n${USAGE}`);
    return value;
  };
  return {
    names: positionals,
    options: {
      rounds: number('rounds', 5),
      seconds: number('seconds', 8),
      minutes: number('minutes', 10),
      rows: number('rows', 1_000_000),
    },
  };
}
