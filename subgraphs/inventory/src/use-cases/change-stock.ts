import { z } from 'zod';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { newId } from '@storegraph/subgraph-kit/id';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type KeyConflict,
  type Result,
} from '@storegraph/subgraph-kit/result';
import { insertMovements } from '../db/movement-store.ts';
import { changeOnHand, lockStockLevel } from '../db/stock-store.ts';
import { variantNotFound, type InsufficientStock, type NotFound } from '../domain/refusals.ts';
import { availableOf, MAX_ON_HAND, type StockLevel } from '../domain/stock.ts';
import type { Deps } from './deps.ts';
import { MAX_UNITS, onHand, reason } from './input-rules.ts';
import { stockChangedEvents } from './stock-events.ts';

/** The variant, and the row of the ledger; null when the stock was as asked. */
type ChangedStock = { readonly variantId: string; readonly movementId: string | null };
export type ChangeResult = Result<ChangedStock, InvalidInput | NotFound | InsufficientStock | KeyConflict>;

const request = { variantId: id, reason, idempotencyKey };
type Request = z.output<z.ZodObject<typeof request>>;
type Operation = 'adjustStock' | 'setStock';
type Target = (level: StockLevel) => number;

const DELTA = 'Add or take 1 to 1,000,000 units.';
const delta = z
  .int(DELTA)
  .min(-MAX_UNITS, DELTA)
  .max(MAX_UNITS, DELTA)
  .refine((delta) => delta !== 0, DELTA);

/** Adds `delta` units to a variant's physical stock, or takes them. */
export const adjustStock = withInput(z.object({ ...request, delta }), (deps: Deps, staffId: string, input) =>
  changeStock(deps, staffId, 'adjustStock', input, (level) => level.onHand + input.delta),
);

/** Sets a variant's physical stock to what was counted. */
export const setStock = withInput(z.object({ ...request, onHand }), (deps: Deps, staffId: string, input) =>
  changeStock(deps, staffId, 'setStock', input, () => input.onHand),
);

/** What became of a change. It is kept under the idempotency key, so it is a JSON value. */
type Outcome =
  | { readonly kind: 'changed'; readonly movementId: string | null }
  | { readonly kind: 'unknownVariant' }
  | { readonly kind: 'insufficient'; readonly available: number }
  | { readonly kind: 'tooMany' };

async function changeStock(
  deps: Deps,
  staffId: string,
  operation: Operation,
  input: Request,
  target: Target,
): Promise<ChangeResult> {
  const { idempotencyKey: key, ...asked } = input;
  const decided = await once(deps.database, { scope: staffId, operation, key, request: asked }, (tx) =>
    decide(deps, tx, operation, { ...input, staffId }, target),
  );
  if (!decided.ok) return decided;
  const outcome = decided.value;
  switch (outcome.kind) {
    case 'changed':
      return ok({ variantId: input.variantId, movementId: outcome.movementId });
    case 'unknownVariant':
      return refuse(variantNotFound);
    case 'insufficient':
      return refuse({ kind: 'insufficientStock', available: outcome.available });
    case 'tooMany':
      return refuse(invalidInput('No shelf holds that many units.', 'input', 'delta'));
  }
}

type Change = Pick<Request, 'variantId' | 'reason'> & { readonly staffId: string };

/** Writes the change, and an audit row for what was refused as for what was done. */
async function decide(deps: Deps, tx: Tx, action: Operation, input: Change, target: Target): Promise<Outcome> {
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

async function write(deps: Deps, tx: Tx, action: Operation, input: Change, target: Target): Promise<Outcome> {
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
