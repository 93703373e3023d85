import { useState } from 'react';
import { useLocation } from 'wouter';
import { useOnceCommand } from '../graphql/commands.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { CancelOrder } from '../orders/order-documents.ts';
import { useAddToCart } from './use-cart.ts';

export const ReturnToCartOrder = graphql(`
  fragment ReturnToCartOrder on Order {
    id
    availableActions
    lines {
      id
      quantity
      variant {
        id
      }
    }
  }
`);

type ReturnToCart = {
  readonly returnToCart: () => Promise<void>;
  readonly isReturning: boolean;
  readonly failure: string | null;
};

/**
 * "Back to cart" from an order that is not going to be paid: ends the order, which puts its stock back on sale, and
 * puts its items into the cart again, where placing the order had taken them out.
 */
export const useReturnToCart = (masked: FragmentType<typeof ReturnToCartOrder>): ReturnToCart => {
  const order = readFragment(ReturnToCartOrder, masked);
  const [, navigate] = useLocation();
  const [cancel] = useOnceCommand(CancelOrder, `cancel-order.${order.id}`);
  const [add] = useAddToCart();
  const [isReturning, setIsReturning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** Null when the order has ended, else why it has not. */
  const endOrder = async (): Promise<string | null> => {
    if (!order.availableActions.includes('CANCEL')) return null;
    return failureOf(await cancel({ orderId: order.id }), ({ cancelOrder }) => cancelOrder);
  };

  const returnToCart = async (): Promise<void> => {
    setIsReturning(true);
    const reason = await endOrder();
    if (reason === null) {
      await Promise.all(order.lines.flatMap(({ variant, quantity }) => (variant ? [add(variant.id, quantity)] : [])));
      navigate('/cart');
    }
    setFailure(reason);
    setIsReturning(false);
  };

  return { returnToCart, isReturning, failure };
};
