import type { Options } from './options.ts';
import type { Progress } from './progress.ts';
import type { Comparison } from './results.ts';

/** Gives something up when the question is answered, or when it failed: last opened, first closed. */
export type Keep = <Resource extends { stop(): Promise<void> | void }>(resource: Resource) => Resource;

/** A question that can be asked of the shop. */
export type Question = {
  /** As on the command line. */
  readonly name: string;
  readonly asks: string;
  /** Asks servers for equal answers before it times them: all that `--rounds 0` is for. */
  readonly comparesAnswers?: boolean;
  /** Left out unless named: it takes too long for every run. */
  readonly onlyWhenNamed?: boolean;
  readonly answer: (options: Options, progress: Progress, keep: Keep) => Promise<readonly Comparison[]>;
};
