import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { createFaults, type Faults } from './faults.ts';

type Payable = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly userId: string;
  holdExpiresAt: string;
  readonly latestHoldExpiresAt?: string;
  state: 'OPEN' | 'CAPTURED' | 'CLOSED';
};

/**
 * What this subgraph needs of payment, in memory: one payable per order, which is captured or closed and never both.
 */
export function createFakePayment() {
  const payables = new Map<string, Payable>();
  const refunded: string[] = [];
  const faults: Faults = createFaults();

  const client: SubgraphClient = async ({ query, variables }) => {
    if (query.includes('refundOrder')) {
      const { orderId } = (variables as { input: { orderId: string } }).input;
      return faults.apply(query, () => {
        if (payables.get(orderId)?.state !== 'CAPTURED')
          return { refundOrder: { __typename: 'NothingCaptured', message: 'Nothing was captured' } };
        if (!refunded.includes(orderId)) refunded.push(orderId);
        return { refundOrder: { __typename: 'RefundOrderSuccess' } };
      });
    }
    const { input } = variables as { input: Omit<Payable, 'state'> & { orderId: string } };
    const isClosing = query.includes('closePayable');
    return faults.apply(query, () => {
      const { orderId, ...debt } = input;
      const payable = payables.get(orderId) ?? { ...debt, state: 'OPEN' };
      payables.set(orderId, payable);
      if (isClosing && payable.state === 'OPEN') payable.state = 'CLOSED';
      const { state, holdExpiresAt } = payable;
      return {
        answer: isClosing
          ? { __typename: 'ClosePayableSuccess', state }
          : { __typename: 'OpenPayableSuccess', state, holdExpiresAt },
      };
    });
  };

  return {
    client,
    faults,
    payables,
    /** Orders whose money went back. */
    refunded,
    /** The shopper begins to pay, which extends the hold. */
    start(orderId: string): void {
      const payable = payables.get(orderId)!;
      payable.holdExpiresAt = payable.latestHoldExpiresAt ?? payable.holdExpiresAt;
    },
    /** Staff give everything back; false when nothing was captured, or it went back before. */
    refund(orderId: string): boolean {
      if (payables.get(orderId)?.state !== 'CAPTURED' || refunded.includes(orderId)) return false;
      refunded.push(orderId);
      return true;
    },
    /** The shopper pays; false when the payable was closed first. */
    capture(orderId: string): boolean {
      const payable = payables.get(orderId)!;
      if (payable.state !== 'OPEN') return false;
      payable.state = 'CAPTURED';
      return true;
    },
  };
}

export type FakePayment = ReturnType<typeof createFakePayment>;
