import { useState, type FormEvent, type ReactNode } from 'react';
import { useClient } from 'urql';
import { useLocation } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { problemOf } from '../graphql/problem.ts';
import { formValues } from '../lib/form-values.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
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
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const number = formValues(event.currentTarget)['number']?.trim() ?? '';
    if (number) void find(number);
  };
  return (
    <form className="order-finder" role="search" onSubmit={submit}>
      <input
        name="number"
        maxLength={40}
        autoComplete="off"
        aria-label={ta.orders.search}
        placeholder={ta.orders.number}
      />
      <Button type="submit" look="secondary">
        {ta.orders.find}
      </Button>
      {failure && (
        <p className="small" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
};
