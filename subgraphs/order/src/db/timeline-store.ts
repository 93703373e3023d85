import { asc, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { SYSTEM, type Actor, type TimelineEntry, type TimelineKind } from '../domain/timeline.ts';
import { timelineTable } from './schema.ts';

/** What happened, and who was behind it. */
type Step = {
  readonly kind: TimelineKind;
  readonly actor: Actor;
  readonly note?: string | null;
  /**
   * When it happened, for a step that another subgraph reports. Its clock may be ahead of ours; all that has been told
   * of lies in the past.
   */
  readonly at?: Date;
};

/** Writes the first step of orders, now, by the database's clock. */
export const beginTimelines = (
  tx: Tx,
  steps: readonly (Omit<Step, 'at'> & { readonly orderId: string })[],
): Promise<void> =>
  bulkInsert(
    tx,
    timelineTable,
    steps.map(({ actor, ...step }) => ({ id: newId(), ...step, ...toActorColumns(actor) })),
  );

/**
 * Adds a step to an order's timeline: at its time, but behind those that it follows, since clocks differ and are put
 * back.
 * @param follows - `first` for an attempt to pay, which may be reported late; `latest` for all else
 */
export async function addToTimeline(
  tx: Tx,
  orderId: string,
  { actor, at, ...step }: Step,
  follows: 'first' | 'latest',
): Promise<void> {
  const happened = at === undefined ? now : sql`least(${sql.param(at, timelineTable.at)}, ${now})`;
  // In a table of its own, because an insert may not read its table otherwise.
  const earlier = sql`select ${follows === 'latest' ? sql`max` : sql`min`}(${timelineTable.at}) as at from ${timelineTable} where ${timelineTable.orderId} = ${sql.param(orderId, timelineTable.orderId)}`;
  const behind = sql`(select at + interval 1000 microsecond from (${earlier}) as earlier)`;
  await bulkInsert(tx, timelineTable, [
    { id: newId(), orderId, ...step, ...toActorColumns(actor), at: sql`greatest(${happened}, ${behind})` },
  ]);
}

const now = sql`utc_timestamp(3)`;

const { orderId, at, id } = timelineTable;

const timelinesOfOrders = statement('order.findTimelines', { orderIds: listOf(orderId) }, (db, { orderIds }) =>
  db.select().from(timelineTable).where(oneOf(orderId, orderIds)).orderBy(asc(orderId), asc(at), asc(id)),
);

/** Timelines of many orders, oldest step first. */
export async function findTimelines(db: Db, orderIds: readonly string[]): Promise<readonly TimelineEntry[]> {
  const rows = await timelinesOfOrders(db, { orderIds });
  return rows.map(({ actorKind, actorId, ...entry }) => ({ ...entry, actor: toActor(actorKind, actorId) }));
}

export const toActorColumns = (actor: Actor) => ({
  actorKind: actor.kind,
  actorId: actor.kind === 'SYSTEM' ? null : actor.userId,
});

function toActor(kind: Actor['kind'], userId: string | null): Actor {
  if (kind === 'SYSTEM') return SYSTEM;
  if (userId === null) throw new RangeError(`A step by ${kind} names nobody`);
  return { kind, userId };
}
