import type { Exchange, Operation } from '@urql/core';
import { filter, makeSubject, merge, pipe, tap } from 'wonka';

/** Mutations with this context are sent one after the other, in the order they were made. */
export const inTurn = { isInTurn: true } as const;

const isInTurn = (operation: Operation): boolean =>
  operation.kind === 'mutation' && operation.context['isInTurn'] === true;

/**
 * Sends quick presses of "plus" one at a time. Two parallel requests could arrive in the other order and leave the
 * cart with the older quantity. The cache sits before this exchange, so the page shows each press at once.
 */
export const inTurnExchange: Exchange =
  ({ forward }) =>
  (operations$) => {
    const waiting: Operation[] = [];
    const released = makeSubject<Operation>();
    let sent: Operation | undefined;

    const admitted$ = pipe(
      operations$,
      filter((operation) => {
        if (!isInTurn(operation)) return true;
        if (sent) waiting.push(operation);
        else sent = operation;
        return sent === operation;
      }),
    );

    return pipe(
      merge([admitted$, released.source]),
      forward,
      tap(({ operation }) => {
        if (!sent || operation.context._instance !== sent.context._instance) return;
        sent = waiting.shift();
        if (sent) released.next(sent);
      }),
    );
  };
