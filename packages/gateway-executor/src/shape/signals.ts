/** In place of a value: it is null, and the error that made it so has been said. */
export const FAILED = Symbol('failed');

/** In place of a value: it is null where it must not be, so that what it stands in is null, too. */
export const BUBBLES = Symbol('bubbles');
