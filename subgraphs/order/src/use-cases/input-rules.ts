import { optional, severalLines } from '@storegraph/subgraph-kit/input/text';

/** What the buyer wants to say with the order. */
export const note = optional(severalLines('A note', 500));
