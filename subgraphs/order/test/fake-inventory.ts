import { newId } from '@storegraph/subgraph-kit/id';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { createFaults, type Faults } from './faults.ts';

type Variant = {
  available: number;
  unitPriceMinor: number;
  currency: string;
  readonly productId: string;
  readonly sku: string;
};
type Reservation = {
  readonly lines: readonly { variantId: string; quantity: number }[];
  state: 'HELD' | 'COMMITTED' | 'RELEASED';
};

/** What this subgraph needs of the inventory, in memory: prices, and reservations that are idempotent by order id. */
export function createFakeInventory() {
  const variants = new Map<string, Variant>();
  const reservations = new Map<string, Reservation>();
  const released: string[] = [];
  const committed: string[] = [];
  const faults: Faults = createFaults();

  const quote = (variantId: string) => {
    const { unitPriceMinor, currency, ...variant } = variants.get(variantId)!;
    return { variantId, ...variant, name: `Variant ${variant.sku}`, unitPrice: { amount: unitPriceMinor, currency } };
  };

  const reserve = ({ orderId, lines }: { orderId: string; lines: Reservation['lines'] }) => {
    // In the order in which it locks, like the real one.
    const sorted = lines.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
    const success = () => ({
      __typename: 'ReserveStockSuccess',
      lines: sorted.map((line) => ({ quantity: line.quantity, quote: quote(line.variantId) })),
    });
    if (reservations.has(orderId)) return success();
    const unknown = lines.filter((line) => !variants.has(line.variantId)).map((line) => line.variantId);
    if (unknown.length > 0) return { __typename: 'ReserveStockUnknownVariants', variantIds: unknown };
    const shortages = lines
      .map(({ variantId, quantity }) => ({
        variantId,
        requested: quantity,
        available: variants.get(variantId)!.available,
      }))
      .filter((line) => line.requested > line.available);
    if (shortages.length > 0) return { __typename: 'ReserveStockShortage', shortages };
    for (const line of lines) variants.get(line.variantId)!.available -= line.quantity;
    reservations.set(orderId, { lines, state: 'HELD' });
    return success();
  };

  const settle = (orderId: string, to: 'COMMITTED' | 'RELEASED', from: readonly string[] = ['HELD']) => {
    const reservation = reservations.get(orderId);
    if (reservation === undefined) return { __typename: 'OrderStockRefused', state: null };
    if (from.includes(reservation.state)) {
      reservation.state = to;
      (to === 'RELEASED' ? released : committed).push(orderId);
      if (to === 'RELEASED')
        for (const line of reservation.lines) variants.get(line.variantId)!.available += line.quantity;
    }
    return reservation.state === to
      ? { __typename: 'OrderStockSuccess' }
      : { __typename: 'OrderStockRefused', state: reservation.state };
  };

  const client: SubgraphClient = async ({ query, variables }) => {
    const { input, ids } = (variables ?? {}) as {
      input: { orderId: string; lines: Reservation['lines'] };
      ids: string[];
    };
    return faults.apply(query, () => {
      if (query.includes('variantQuotes')) return { variantQuotes: ids.filter((id) => variants.has(id)).map(quote) };
      if (query.includes('reserveStock')) return { reserveStock: reserve(input) };
      if (query.includes('returnStock')) return { answer: settle(input.orderId, 'RELEASED', ['HELD', 'COMMITTED']) };
      return { answer: settle(input.orderId, query.includes('commitStock') ? 'COMMITTED' : 'RELEASED') };
    });
  };

  return {
    client,
    faults,
    variants,
    reservations,
    released,
    committed,
    /** Puts a variant on sale and returns its id. */
    stock(available: number, unitPriceMinor = 1000, currency = 'USD'): string {
      const variantId = newId();
      variants.set(variantId, {
        available,
        unitPriceMinor,
        currency,
        productId: newId(),
        sku: `SKU-${variantId.slice(-8)}`,
      });
      return variantId;
    },
  };
}

export type FakeInventory = ReturnType<typeof createFakeInventory>;
