import { useState } from 'react';
import { inTurn } from '../graphql/in-turn.ts';
import { useCommand } from '../graphql/commands.ts';
import { failureOf } from '../problems/failure-of.ts';
import { t } from '../lib/messages.ts';
import { AddToCart, RemoveCartLine, UpdateCartLine } from './cart-documents.ts';

type Cart = {
  /** Why the last change was taken back; null when it held. */
  readonly failure: string | null;
  readonly setQuantity: (cartLineId: string, quantity: number) => Promise<void>;
  readonly remove: (cartLineId: string) => Promise<void>;
};

/** Changes show at once. When the shop refuses one, the cache puts the cart back and `failure` says why. */
export const useCart = (): Cart => {
  const [update] = useCommand(UpdateCartLine, inTurn);
  const [removeLine] = useCommand(RemoveCartLine, inTurn);
  const [failure, setFailure] = useState<string | null>(null);
  const report = (reason: string | null): void => setFailure(reason && t.cart.notChanged(reason));
  return {
    failure,
    async setQuantity(cartLineId, quantity) {
      const answer = await update({ input: { cartLineId, quantity } });
      report(failureOf(answer, ({ updateCartLine }) => updateCartLine));
    },
    async remove(cartLineId) {
      const answer = await removeLine({ input: { cartLineId } });
      report(failureOf(answer, ({ removeCartLine }) => removeCartLine));
    },
  };
};

/** Resolves with null when the cart took it, else with the reason in words. */
export const useAddToCart = (): readonly [
  add: (variantId: string, quantity: number) => Promise<string | null>,
  isAdding: boolean,
] => {
  const [send, isAdding] = useCommand(AddToCart, inTurn);
  const add = async (variantId: string, quantity: number): Promise<string | null> =>
    failureOf(await send({ input: { variantId, quantity } }), ({ addToCart }) => addToCart);
  return [add, isAdding];
};
