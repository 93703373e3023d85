import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { LookUpOrderMutation } from '../graphql/__generated__/graphql.ts';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { OrderLines } from '../orders/order-details.tsx';
import { OrderStatusBadge } from '../orders/order-status-badge.tsx';
import { OrderTimeline } from '../orders/order-timeline.tsx';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { fieldErrors, Form, type FieldErrors } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import './find-order-page.css';

const LookUpOrder = graphql(`
  mutation LookUpOrder($input: LookUpOrderInput!) {
    lookUpOrder(input: $input) {
      __typename
      ... on LookUpOrderSuccess {
        order {
          number
          status
          fulfillmentStatus
          placedAt
          total {
            amount
            currency
            digits
          }
          lines {
            id
            name
            sku
            quantity
            unitPrice {
              amount
              currency
              digits
            }
            total {
              amount
              currency
              digits
            }
            product {
              id
              slug
              image {
                url
                alt
              }
            }
          }
          timeline {
            id
            kind
            at
            actorKind
          }
        }
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

type Summary = Extract<LookUpOrderMutation['lookUpOrder'], { readonly __typename: 'LookUpOrderSuccess' }>['order'];
type Failure = { readonly text: string; readonly errors: FieldErrors };

export const FindOrderPage = (): ReactNode => {
  useTitle(t.findOrder.title);
  const [send, isSending] = useCommand(LookUpOrder);
  const [found, setFound] = useState<Summary | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const submit = async ({ number = '', phone = '' }: Readonly<Record<string, string>>): Promise<void> => {
    const answer = await send({ input: { number, phone } });
    if (answer.kind === 'unanswered') return setFailure({ text: t.problem[answer.problem], errors: {} });
    const result = answer.data.lookUpOrder;
    if (result.__typename === 'LookUpOrderSuccess') {
      setFailure(null);
      return setFound(result.order);
    }
    const text = result.__typename === 'NotFoundError' ? t.findOrder.notFound : refusalText(result);
    setFound(null);
    setFailure({ text, errors: fieldErrors({ message: text, field: result.field?.slice(1) ?? null }) });
  };

  return (
    <div className="stack">
      <h1>{t.findOrder.title}</h1>
      <section className="card find-order">
        <p className="muted">
          {t.findOrder.hint} {t.checkout.haveAccount} <Link href="/sign-in?next=/orders">{t.nav.signIn}</Link>
        </p>
        <Form label={t.findOrder.title} errors={failure?.errors ?? {}} onSubmit={(values) => void submit(values)}>
          <TextField name="number" label={t.findOrder.number} hint={t.findOrder.numberHint} maxLength={20} isRequired />
          <TextField name="phone" type="tel" label={t.checkout.phone} autoComplete="tel" maxLength={30} isRequired />
          {failure && <Notice tone="error">{failure.text}</Notice>}
          <Button type="submit" isPending={isSending}>
            {t.findOrder.find}
          </Button>
        </Form>
      </section>
      {found && <FoundOrder order={found} />}
    </div>
  );
};

const FoundOrder = ({ order }: { readonly order: Summary }): ReactNode => (
  <article className="order" aria-live="polite">
    <header className="order__head">
      <div className="order__title">
        <h2>{t.order.title(order.number)}</h2>
        <OrderStatusBadge status={order.status} fulfillmentStatus={order.fulfillmentStatus} />
      </div>
      <p className="muted">{t.order.placed(formatDateTime(order.placedAt))}</p>
    </header>
    <div className="order__columns">
      <div className="order__main">
        <OrderLines order={order} />
      </div>
      <section className="card" aria-labelledby="order-timeline">
        <h2 id="order-timeline">{t.order.timeline}</h2>
        <OrderTimeline events={order.timeline} />
      </section>
    </div>
  </article>
);
