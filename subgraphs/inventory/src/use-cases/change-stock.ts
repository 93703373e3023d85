import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId, parseId } from '@storegraph/subgraph-kit/id';
import { IDEMPOTENCY_KEY_RULE, isIdempotencyKey, once } from '@storegraph/subgraph-kit/database/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { insertMovements } from '../db/movement-store.ts';
import { changeOnHand, lockStockLevel } from '../db/stock-store.ts';
import { availableOf, MAX_ON_HAND, type StockLevel } from '../domain/stock.ts';
import { checkText, Refused, refusing } from './catalogue-input.ts';
import type { Deps } from './deps.ts';
import { stockChangedEvents } from './stock-events.ts';

/** What a stock change answers. It is kept under the idempotency key, so it is a JSON value. */
type StockChange =
  | { readonly kind: 'changed'; readonly movementId: string | null }
  | { readonly kind: 'unknownVariant' }
  | { readonly kind: 'insufficient'; readonly available: number }
  | { readonly kind: 'tooMany' };

type Request = {
  readonly staffId: string;
  readonly variantId: string;
  readonly reason: string;
  readonly idempotencyKey: string;
};

const MAX_UNITS = 1_000_000;

/** Adds `delta` units to a variant's physical stock, or takes them. */
export const adjustStock = (deps: Deps, input: Request & { readonly delta: number }) =>
  refusing(() => {
    if (input.delta === 0 || Math.abs(input.delta) > MAX_UNITS)
      throw new Refused('invalidInput', 'Add or take 1 to 1,000,000 units', ['delta']);
    return changeStock(deps, 'adjustStock', input, (level) => level.onHand + input.delta);
  });

/** Sets a variant's physical stock to what was counted. */
export const setStock = (deps: Deps, input: Request & { readonly onHand: number }) =>
  refusing(() => {
    if (input.onHand < 0 || input.onHand > MAX_UNITS)
      throw new Refused('invalidInput', 'Physical stock is 0 to 1,000,000 units', ['onHand']);
    return changeStock(deps, 'setStock', input, () => input.onHand);
  });

async function changeStock(
  deps: Deps,
  operation: 'adjustStock' | 'setStock',
  input: Request,
  target: (level: StockLevel) => number,
) {
  const reason = checkText(input.reason, ['reason'], { max: 500 });
  if (!isIdempotencyKey(input.idempotencyKey))
    throw new Refused('invalidInput', IDEMPOTENCY_KEY_RULE, ['idempotencyKey']);
  const variantId = parseId(input.variantId);
  if (variantId === null) throw new Refused('notFound', 'There is no such variant', ['variantId']);
  const { staffId, idempotencyKey: key, ...request } = input;
  return once(deps.database, { scope: staffId, operation, key, request }, (tx) =>
    decide(deps, tx, operation, { staffId, variantId, reason }, target),
  );
}

type Change = Pick<Request, 'staffId' | 'variantId' | 'reason'>;

/** Writes the change, and an audit row for what was refused as for what was done. */
async function decide(
  deps: Deps,
  tx: Tx,
  action: string,
  input: Change,
  target: (level: StockLevel) => number,
): Promise<StockChange> {
  const change = await write(deps, tx, action, input, target);
  if (change.kind !== 'changed')
    await recordAudit(tx, {
      actorId: input.staffId,
      action,
      subjectId: input.variantId,
      details: { refused: change.kind, reason: input.reason },
    });
  return change;
}

async function write(
  deps: Deps,
  tx: Tx,
  action: string,
  input: Change,
  target: (level: StockLevel) => number,
): Promise<StockChange> {
  const { staffId, variantId, reason } = input;
  const level = await lockStockLevel(tx, variantId);
  if (level === null) return { kind: 'unknownVariant' };
  const onHand = target(level);
  const delta = onHand - level.onHand;
  let movementId: string | null = null;
  if (delta !== 0) {
    if (onHand > MAX_ON_HAND) return { kind: 'tooMany' };
    // The row is locked, yet the statement keeps its own guard: the counter's safety hangs on no reader.
    if (!(await changeOnHand(tx, { variantId, quantity: delta })))
      return { kind: 'insufficient', available: availableOf(level) };
    movementId = newId();
    await insertMovements(tx, [
      {
        id: movementId,
        variantId,
        kind: 'ADJUSTMENT',
        onHandDelta: delta,
        reservedDelta: 0,
        causeId: movementId,
        reason,
        actorId: staffId,
      },
    ]);
    await recordEvents(tx, stockChangedEvents({ ...level, onHand }, availableOf(level), deps.lowStockThreshold));
  }
  await recordAudit(tx, {
    actorId: staffId,
    action,
    subjectId: variantId,
    details: { from: level.onHand, to: onHand, reason },
  });
  return { kind: 'changed', movementId };
}
