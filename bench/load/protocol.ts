/** How one shot ended. `refused` is an answer that the load expects some of the time, such as "sold out". */
export type ShotOutcome = 'done' | 'refused' | 'failed';

/** One unit of work: a request, or a whole checkout. Its number tells it from all others of the run. */
export type Shoot = (number: number) => Promise<ShotOutcome>;

/** Prepares a load: opens its connections, and says what a shot is. */
export type CreateLoad<Load> = (load: Load) => Shoot;

/** What the generator saw. */
export type Report = {
  readonly seconds: number;
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  /** Of the shots that were done. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** The generator's own. */
  readonly cpuMs: number;
  readonly error: string | null;
};
