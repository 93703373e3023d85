/**
 * Something in the code without which stock, money or access would go wrong, and the tests that notice when it is gone.
 */
export type Guard = {
  /** Names it on the command line and in the table. */
  readonly name: string;
  /** Where it is, from the root of the repository. */
  readonly file: string;
  /** Its text, up to white space; it stands there once. */
  readonly text: string;
  /** The code without the guard, as a plausible mistake. */
  readonly without: string;
  /** Test files, the one that notices soonest first. */
  readonly tests: readonly string[];
};

/**
 * The source without its guard. Where its lines break does not matter, since the formatter decides that.
 *
 * @throws Error when the guard's text is not there exactly once: the list has to follow the code
 */
export function removeGuard(source: string, { name, file, text, without }: Guard): string {
  const pattern = text
    .trim()
    .split(/\s+/)
    .map((word) => RegExp.escape(word))
    .join('\\s+');
  const pieces = source.split(new RegExp(pattern));
  if (pieces.length !== 2)
    throw new Error(
      `The text of the guard "${name}" is ${pieces.length - 1} times in ${file}; it has to be there once`,
    );
  return pieces.join(without);
}
