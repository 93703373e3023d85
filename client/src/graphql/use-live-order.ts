import type { TypedDocumentNode } from '@urql/core';
import type { UseQueryResponse } from 'urql';
import type { OrderStatus } from './__generated__/graphql.ts';
import { usePolledQuery } from './use-polled-query.ts';

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

/** An order as it is now and as it moves on: the one place that knows how pages stay up to date. */
export const useLiveOrder = <Data extends WithOrder>(
  query: TypedDocumentNode<Data, { id: string }>,
  id: string,
): UseQueryResponse<Data, { id: string }> =>
  usePolledQuery({ query, variables: { id }, requestPolicy: 'cache-and-network' }, everyMs, canStillChange);
