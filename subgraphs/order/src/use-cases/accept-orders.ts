import type { Database, Tx } from '@storegraph/subgraph-kit/database/database';
import { onceEach, type Idempotent } from '@storegraph/subgraph-kit/database/idempotency';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { insertSagas } from '../db/saga-store.ts';
import { lockUnpaid } from '../db/shopper-store.ts';
import { cartOwner } from '../domain/cart.ts';
import type { VariantQuantity } from '../domain/quantities.ts';
import type { OrderRequest } from '../domain/saga.ts';
import { limitBroken, type LimitBroken, type ShopperLimits, type Source } from '../domain/shopper-limits.ts';
import { readMergedCart } from './read-cart.ts';

/** A request for an order, under its idempotency key. */
export type Placement = {
  readonly viewer: Person;
  /** Stands for the network that it comes from; null when that is not known. */
  readonly addressHash: string | null;
  readonly key: string;
  /** What the order is to be called, if one comes of it. */
  readonly orderId: string;
  /** What the key stands for: the input as it was sent. */
  readonly sent: unknown;
  /** What is wanted; the lines of the viewer's cart when none are given. */
  readonly wanted: Pick<OrderRequest, 'shippingAddress' | 'note' | 'expectedTotal'> & {
    readonly lines: readonly VariantQuantity[] | null;
  };
};

/** What is kept under an idempotency key. */
export type Acceptance =
  | { readonly kind: 'accepted'; readonly orderId: string }
  | { readonly kind: 'emptyCart' }
  | { readonly kind: 'overLimit'; readonly broken: LimitBroken };

/**
 * Accepts requests for orders, or refuses them, once per key: each accepted one gets its saga, in the transaction of
 * its key.
 * @throws when one of several was answered before: each is to be asked for alone, then
 */
export const acceptOrders = (
  database: Database,
  limits: ShopperLimits,
  placements: readonly Placement[],
): Promise<readonly Idempotent<Acceptance>[]> =>
  onceEach(
    database,
    placements.map(({ viewer, key, orderId, sent }) => ({
      scope: viewer.userId,
      operation: 'placeOrder',
      key,
      request: sent,
      likely: { kind: 'accepted', orderId },
    })),
    (tx) => decide(tx, limits, placements),
  );

type Wanted = { readonly orderId: string; readonly request: OrderRequest; readonly source: Source };

async function decide(tx: Tx, limits: ShopperLimits, placements: readonly Placement[]): Promise<readonly Acceptance[]> {
  const requests: Wanted[] = [];
  for (const placement of placements)
    requests.push({
      orderId: placement.orderId,
      request: await requestOf(tx, placement),
      source: sourceOf(placement),
    });
  const unpaid = await lockUnpaid(
    tx,
    limits,
    requests.map(({ source }) => source),
  );
  const accepted: Wanted[] = [];
  const answers = requests.map(({ orderId, request, source }): Acceptance => {
    if (request.lines.length === 0) return { kind: 'emptyCart' };
    const held = [...unpaid, ...accepted.map((saga) => ({ ...saga.source, lines: saga.request.lines }))];
    const broken = limitBroken(limits, held, { ...source, lines: request.lines });
    if (broken !== null) return { kind: 'overLimit', broken };
    accepted.push({ orderId, request, source });
    return { kind: 'accepted', orderId };
  });
  await insertSagas(tx, accepted);
  return answers;
}

const sourceOf = ({ viewer, addressHash }: Placement): Source => ({
  userId: viewer.userId,
  visitorId: viewer.visitorId,
  addressHash,
});

async function requestOf(tx: Tx, { viewer, wanted }: Placement): Promise<OrderRequest> {
  const owner = wanted.lines === null ? cartOwner(viewer) : null;
  const lines =
    wanted.lines ??
    (owner === null ? [] : await readMergedCart(tx, owner)).map(({ variantId, quantity }) => ({ variantId, quantity }));
  return { ...wanted, lines, userId: viewer.userId, cartOwnerId: owner?.ownerId ?? null, isGuest: viewer.isGuest };
}
