import { useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { useLocation } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { problemOf } from '../graphql/problem.ts';
import { t } from '../lib/messages.ts';
import { SearchForm } from '../ui/search-form.tsx';
import { ta } from './messages.ts';

const FindOrder = graphql(`
  query FindOrder($number: String!) {
    order(number: $number) {
      id
      number
    }
  }
`);

/** From the number a customer says over the phone to their order. */
export const OrderFinder = (): ReactNode => {
  const client = useClient();
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<string | null>(null);
  const find = async (number: string): Promise<void> => {
    const { data, error } = await client.query(FindOrder, { number }, { requestPolicy: 'network-only' }).toPromise();
    if (data?.order) return navigate(`/admin/orders/${data.order.id}`);
    setFailure(error ? t.problem[problemOf(error)] : ta.orders.notFound(number));
  };
  return (
    <SearchForm
      label={ta.orders.search}
      placeholder={ta.orders.number}
      maxLength={40}
      action={ta.orders.find}
      onSearch={(number) => {
        if (number) void find(number);
      }}
    >
      {failure && (
        <p className="small" role="alert">
          {failure}
        </p>
      )}
    </SearchForm>
  );
};
