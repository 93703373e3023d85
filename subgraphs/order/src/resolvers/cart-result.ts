import type { InvalidInput, Result } from '@storegraph/subgraph-kit/result';
import type { Cart } from '../domain/cart.ts';
import type { NotFound, Unavailable } from '../domain/refusals.ts';
import { toUserError } from './user-error.ts';

/** Answers `CartResult` for what became of a cart. */
export const cartResult = <Refusal extends InvalidInput | NotFound | Unavailable>(result: Result<Cart, Refusal>) =>
  result.ok ? { __typename: 'CartSuccess' as const, cart: result.value } : toUserError(result.refusal);
