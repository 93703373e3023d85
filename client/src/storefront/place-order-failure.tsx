import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PlaceOrderMutation } from '../graphql/__generated__/graphql.ts';
import type { Problem } from '../graphql/problem.ts';
import { refusalText } from '../problems/refusal-text.ts';
import type { Refusal } from '../graphql/refusals.ts';
import { t } from '../lib/messages.ts';
import { Notice } from '../ui/notice.tsx';

export type PlaceOrderRefusal = Refusal<PlaceOrderMutation['placeOrder']>;

export type Failure =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly refusal: PlaceOrderRefusal; readonly changes?: readonly string[] };

/** Why there is no order, and what to do: which lines are short or cost something else, or which field is wrong. */
export const PlaceOrderFailure = ({ failure }: { readonly failure: Failure }): ReactNode => {
  if (failure.kind === 'problem') return <Notice tone="error">{t.problem[failure.problem]}</Notice>;
  const { refusal, changes = [] } = failure;
  if (refusal.__typename !== 'OutOfStockError')
    return (
      <Notice tone="error">
        {refusalText(refusal)}
        {changes.length > 0 && (
          <ul className="checkout__shortages">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
      </Notice>
    );
  return (
    <Notice tone="error" title={t.checkout.shortTitle}>
      <ul className="checkout__shortages">
        {refusal.shortages.map(({ variant, available }, index) => (
          <li key={variant?.id ?? index}>
            {t.checkout.shortLine(variant?.product.name ?? t.cart.goneItem, available)}
          </li>
        ))}
      </ul>
      <p>
        {t.checkout.shortHint} <Link href="/cart">{t.checkout.toCart}</Link>
      </p>
    </Notice>
  );
};
