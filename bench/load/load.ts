import type { CartLoad } from './carts.ts';
import type { CheckoutLoad } from './checkout.ts';
import type { PlacementLoad } from './placements.ts';
import type { RequestLoad } from './requests.ts';

/** What is shot. */
export type Load = RequestLoad | CartLoad | CheckoutLoad | PlacementLoad;

/** What the load generator is told: to shoot for a time, or until something is refused. */
export type GeneratorCommand =
  | { readonly kind: 'set-up'; readonly load: Load }
  | {
      readonly kind: 'run';
      readonly atOnce: number;
      readonly seconds: number;
      readonly firstNumber: number;
      readonly shotsPerSecond: number | null;
      readonly stopsWhenRefused: boolean;
    };
