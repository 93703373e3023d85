import type { Database, Db } from '@storegraph/subgraph-kit/database/database';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';

const STEP_PATIENCE_MS = 20_000;

/** Waits until it is this actor's turn; `at` says for the trace what comes next. */
type Turn = (at: string) => Promise<void>;

/** An actor who acts at the same time as others, and takes a turn before each of their steps. */
export type Actor = { readonly name: string; readonly act: () => Promise<void> };

/** Lets actors go on one at a time, in an order that `random` decides: the same numbers, the same order. */
export function createScheduler(random: () => number) {
  const waiting: { readonly step: string; readonly go: () => void }[] = [];
  const trace: string[] = [];
  let stepped = Promise.withResolvers<void>();
  let isFree = true;

  const turnOf =
    (name: string): Turn =>
    (at) => {
      if (isFree) return Promise.resolve();
      return new Promise((go) => {
        waiting.push({ step: `${name}: ${at}`, go });
        stepped.resolve();
      });
    };

  /** Runs actors until all have ended. Rejects with what the first of them threw, after the others have ended. */
  async function run(actors: readonly Actor[], afterStep: () => Promise<void>): Promise<void> {
    isFree = false;
    const all = Promise.allSettled(
      actors.map(async ({ name, act }) => {
        await turnOf(name)('begins');
        await act().finally(() => stepped.resolve());
      }),
    );
    while (waiting.length > 0) {
      const { step, go } = waiting.splice(Math.floor(random() * waiting.length), 1)[0]!;
      trace.push(step);
      stepped = Promise.withResolvers<void>();
      go();
      await orFail(stepped.promise, step, trace);
      await afterStep();
    }
    isFree = true;
    for (const outcome of await all) if (outcome.status === 'rejected') throw outcome.reason;
  }

  return { turnOf, run, trace };
}

/** A step that does not end blocks all others: without this, a test that waits for it says nothing. */
function orFail(stepped: Promise<void>, step: string, trace: readonly string[]): Promise<void> {
  const failed = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => failed.reject(new Error(`A step does not end: ${step}\n${trace.slice(-20).join('\n')}`)),
    STEP_PATIENCE_MS,
  );
  return Promise.race([stepped, failed.promise]).finally(() => clearTimeout(timer));
}

/** A database whose every transaction, and every statement outside of one, waits for its turn. */
export const databaseInTurns = (database: Database, turn: Turn): Database => ({
  ...database,
  db: statementsInTurns(database.db, turn) as Db,
  transaction: async (work) => {
    await turn('transaction');
    return database.transaction(work);
  },
});

/**
 * Drizzle runs a statement when it is awaited, and a prepared one when it is told to: there the turn is taken.
 */
function statementsInTurns(builder: object, turn: Turn): object {
  return new Proxy(builder, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key === 'then')
        return (...handlers: [never, never]) =>
          turn('statement')
            .then(() => target)
            .then(...handlers);
      if (key === 'execute')
        return (...args: unknown[]) => turn('statement').then((): unknown => value.apply(target, args));
      return (...args: unknown[]) => {
        const next: unknown = value.apply(target, args);
        return typeof next === 'object' && next !== null ? statementsInTurns(next, turn) : next;
      };
    },
  });
}

/** Another subgraph that may not be reached, and whose answers may be lost after their effect. */
export const clientInTurns =
  (client: SubgraphClient, turn: Turn, isLost: () => boolean): SubgraphClient =>
  async (request) => {
    const operation = /(?:query|mutation) (\w+)/.exec(request.query)?.[1] ?? 'command';
    await turn(operation);
    if (isLost()) throw new Error('connect ECONNREFUSED');
    const answer = await client(request);
    await turn(`${operation} is answered`);
    if (isLost()) throw new Error('socket hang up');
    return answer;
  };

/** Numbers from 0 to 1 that a seed determines (mulberry32, https://github.com/cprosche/mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
