import { asc, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { oneOf } from '@storegraph/subgraph-kit/one-of';
import { SYSTEM, type Actor, type TimelineEntry, type TimelineKind } from '../domain/timeline.ts';
import { timelineTable } from './schema.ts';

type Step = {
  readonly kind: TimelineKind;
  readonly actor: Actor;
  readonly note?: string | null;
  /**
   * When it happened, for a step that another subgraph tells of. Its clock may be ahead of ours; a step that has been told of lies in the
   * past all the same, or the next one would stand before it.
   */
  readonly at?: Date;
};

/** Adds a step to an order's timeline, now, by the database's clock. */
export const addToTimeline = (tx: Tx, orderId: string, step: Step): Promise<void> => addToTimelines(tx, [{ orderId, ...step }]);

/** Adds a step to each order's timeline. */
export async function addToTimelines(tx: Tx, steps: readonly (Step & { readonly orderId: string })[]): Promise<void> {
  await bulkInsert(
    tx,
    timelineTable,
    steps.map(({ actor, at, ...step }) => ({ id: newId(), ...step, ...toActorColumns(actor), ...(at && { at: sql`least(${sql.param(at, timelineTable.at)}, utc_timestamp(3))` }) })),
  );
}

/** Timelines of many orders, oldest step first. */
export async function findTimelines(db: Db, orderIds: readonly string[]): Promise<readonly TimelineEntry[]> {
  const rows = await db
    .select()
    .from(timelineTable)
    .where(oneOf(timelineTable.orderId, orderIds))
    .orderBy(asc(timelineTable.orderId), asc(timelineTable.at), asc(timelineTable.id));
  return rows.map(({ actorKind, actorId, ...entry }) => ({ ...entry, actor: toActor(actorKind, actorId) }));
}

export const toActorColumns = (actor: Actor) => ({ actorKind: actor.kind, actorId: actor.kind === 'SYSTEM' ? null : actor.userId });

function toActor(kind: Actor['kind'], userId: string | null): Actor {
  if (kind === 'SYSTEM') return SYSTEM;
  if (userId === null) throw new RangeError(`A step by ${kind} names nobody`);
  return { kind, userId };
}
