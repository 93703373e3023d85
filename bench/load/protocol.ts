import type { CartLoad } from './carts.ts';
import type { CheckoutLoad } from './checkout.ts';
import type { PlacementLoad } from './placements.ts';
import type { RequestLoad } from './requests.ts';

/** What is shot. */
export type Load = RequestLoad | CartLoad | CheckoutLoad | PlacementLoad;

/** How one shot ended. `refused` is an answer that the load expects some of the time, such as "sold out". */
export type ShotOutcome = 'done' | 'refused' | 'failed';

/** One unit of work: a request, or a whole checkout. Its number tells it from all others of the run. */
export type Shoot = (number: number) => Promise<ShotOutcome>;

/** Prepares a load: opens its connections, and says what a shot is. */
export type CreateLoad<Kind extends Load> = (load: Kind) => Shoot;

/** What the generator is asked: to shoot for a time, or until something is refused. */
export type Order =
  | { readonly kind: 'set-up'; readonly load: Load }
  | {
      readonly kind: 'run';
      readonly atOnce: number;
      readonly seconds: number;
      readonly firstNumber: number;
      readonly shotsPerSecond: number | null;
      readonly stopsWhenRefused: boolean;
    };

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
