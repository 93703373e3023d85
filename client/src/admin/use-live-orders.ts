import type { AnyVariables } from '@urql/core';
import { useEffect, useRef } from 'react';
import { useSubscription, type UseQueryArgs, type UseQueryResponse } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { useIsLive } from '../graphql/provider.tsx';
import { usePolledQuery } from '../graphql/use-polled-query.ts';

const OrderFeed = graphql(`
  subscription OrderFeed {
    orderFeed {
      id
      status
    }
  }
`);

const everyMs = 3_000;
const atMostEveryMs = 500;

/**
 * A list of orders, for staff, that is asked for again when an order was placed or changed; now and then while the shop
 * cannot be heard.
 */
export const useLiveOrders = <Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> => {
  const isLive = useIsLive();
  const response = usePolledQuery<Data, Variables>(args, everyMs, () => !isLive);
  const [, refetch] = response;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const askSoon = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      refetch({ requestPolicy: 'network-only' });
    }, atMostEveryMs);
  };
  useSubscription({ query: OrderFeed }, (_previous, changed) => {
    askSoon();
    return changed;
  });
  // What happened before the feed began, or while it was cut off, was not reported.
  useEffect(() => {
    if (isLive) refetch({ requestPolicy: 'network-only' });
  }, [isLive, refetch]);
  return response;
};
