import type { TypedDocumentNode } from '@urql/core';
import { useSubscription, type UseQueryResponse } from 'urql';
import type { OrderStatus } from '../graphql/__generated__/graphql.ts';
import { liveVersionOf } from './live-version.ts';
import { useIsLive } from '../graphql/provider.tsx';
import { usePolledQuery } from '../graphql/use-polled-query.ts';

const everyMs = 2_500;

type WithOrder = { readonly order?: { readonly status: OrderStatus } | null };

const canStillChange = (data: WithOrder | undefined): boolean => {
  switch (data?.order?.status) {
    case 'PENDING_PAYMENT':
    case 'PAID':
    case 'CONFIRMED':
      return true;
    case 'COMPLETED':
    case 'CANCELLED':
    case 'EXPIRED':
    case undefined:
      return false;
  }
};

/**
 * An order as it is now and as it moves on: the one place that knows how pages stay up to date. The shop tells of each
 * change; what it says goes into the cache, and from there into the query. While it cannot be heard, the page asks now
 * and then.
 */
export const useLiveOrder = <Data extends WithOrder>(
  query: TypedDocumentNode<Data, { id: string }>,
  id: string,
): UseQueryResponse<Data, { id: string }> => {
  const isLive = useIsLive();
  const response = usePolledQuery({ query, variables: { id } }, everyMs, (data) => !isLive && canStillChange(data));
  useSubscription({ query: liveVersionOf(query), variables: { id }, pause: !canStillChange(response[0].data) });
  return response;
};
