import { z } from 'zod';
import { CommandUnansweredError } from '@storegraph/subgraph-kit/http/command';
import type { Money } from '@storegraph/subgraph-kit/money';
import { id } from '@storegraph/subgraph-kit/input/id';
import { quantity } from '@storegraph/subgraph-kit/input/quantity';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { fetchOffers } from '../clients/inventory.ts';
import { writeCart } from '../db/cart-store.ts';
import { cartOwner, type Cart, type CartLine, type Offer } from '../domain/cart.ts';
import { MAX_LINES, MAX_QUANTITY, mergeQuantities, type VariantQuantity } from '../domain/quantities.ts';
import { unavailable, type NotFound, type Unavailable } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';
import { lockMergedCart } from './read-cart.ts';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

type CartResult<Refusal = never> = Result<Cart, InvalidInput | Refusal>;

/** Adds units of a variant that is on sale. */
export const addToCart = withInput(
  z.object({ variantId: id, quantity: quantity(1, MAX_QUANTITY) }),
  async (deps: Deps, viewer: Viewer, added): Promise<CartResult<NotFound | Unavailable>> => {
    const offer = await askOffer(deps, added.variantId);
    if (offer.kind === 'unknown') return refuse(unavailable);
    if (offer.kind === 'notOnSale') return refuse({ kind: 'notFound', what: 'variant', field: ['input', 'variantId'] });
    const add = (lines: readonly CartLine[]) => {
      const wanted = mergeQuantities([...lines, added]);
      if (wanted.some((line) => line.quantity > MAX_QUANTITY))
        return refuse(invalidInput(`A cart holds at most ${MAX_QUANTITY} units of one variant.`, 'input', 'quantity'));
      if (wanted.length > MAX_LINES)
        return refuse(invalidInput(`A cart holds at most ${MAX_LINES} lines.`, 'input', 'variantId'));
      return ok(wanted);
    };
    return changeCart(deps, viewer, add, new Map([[added.variantId, offer.unitPrice]]));
  },
);

async function askOffer(deps: Deps, variantId: string): Promise<Offer> {
  try {
    const [offer] = await fetchOffers(deps.inventory, [variantId]);
    return offer ?? { kind: 'notOnSale' };
  } catch (error) {
    if (!(error instanceof CommandUnansweredError)) throw error;
    deps.log.warn({ reason: errorText(error) }, 'a variant could not be looked up');
    return { kind: 'unknown' };
  }
}

/** Sets the quantity of a line; 0 removes it. */
export const updateCartLine = withInput(
  z.object({ cartLineId: id, quantity: quantity(0, MAX_QUANTITY) }),
  (deps: Deps, viewer: Viewer, { cartLineId, quantity }): Promise<CartResult<NotFound>> =>
    changeCart(deps, viewer, (lines) =>
      lines.some((line) => line.id === cartLineId)
        ? ok(
            lines
              .map((line) => (line.id === cartLineId ? { ...line, quantity } : line))
              .filter((line) => line.quantity > 0),
          )
        : refuse({ kind: 'notFound', what: 'cartLine', field: ['input', 'cartLineId'] }),
    ),
);

export const removeCartLine = (
  deps: Deps,
  viewer: Viewer,
  input: { readonly cartLineId: string },
): Promise<CartResult<NotFound>> => updateCartLine(deps, viewer, { ...input, quantity: 0 });

export const clearCart = (deps: Deps, viewer: Viewer): Promise<CartResult> => changeCart(deps, viewer, () => ok([]));

/**
 * Writes what `decide` makes of a cart, which is locked meanwhile.
 * @param prices - what a unit costs of the variants of which units are added
 */
async function changeCart<Refusal>(
  deps: Deps,
  viewer: Viewer,
  decide: (lines: readonly CartLine[]) => Result<readonly VariantQuantity[], Refusal>,
  prices?: ReadonlyMap<string, Money>,
): Promise<Result<Cart, InvalidInput | Refusal>> {
  const owner = cartOwner(viewer);
  if (owner === null) return refuse(invalidInput('The shop keeps your cart by a cookie: allow cookies, or sign in.'));
  return deps.database.transaction(async (tx) => {
    const present = await lockMergedCart(tx, owner);
    const wanted = decide(present);
    if (!wanted.ok) return wanted;
    return ok({ ownerId: owner.ownerId, lines: await writeCart(tx, owner.ownerId, present, wanted.value, prices) });
  });
}
