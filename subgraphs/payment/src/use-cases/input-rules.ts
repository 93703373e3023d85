import { severalLines } from '@storegraph/subgraph-kit/input/text';

/** Why money goes back; the buyer can read it. */
export const refundReason = severalLines('A reason', 500);
