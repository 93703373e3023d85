import { useState, type ReactNode } from 'react';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { formatDateTime, formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { ta } from './messages.ts';
import { OrderPayment } from './refund-documents.ts';
import { RefundForm } from './refund-form.tsx';
import './order-payments.css';

type Props = {
  readonly payments: readonly FragmentType<typeof OrderPayment>[];
  /** The order shows the refund, too, in its timeline. */
  readonly onRefunded: () => void;
};

/** Every attempt to pay an order, what went back of it, and a way to give more back. */
export const OrderPayments = ({ payments: masked, onRefunded }: Props): ReactNode => {
  const payments = readFragment(OrderPayment, masked);
  const [refundingId, setRefundingId] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const refunding = payments.find(({ id }) => id === refundingId);
  return (
    <section className="card order-payments" aria-labelledby="order-payments">
      <h2 id="order-payments">{ta.payments.title}</h2>
      {isDone && <Notice tone="success">{ta.payments.done}</Notice>}
      {payments.length === 0 && <p className="muted">{ta.payments.none}</p>}
      <ul className="order-payments__list">
        {payments.map((payment) => (
          <li key={payment.id} className="order-payments__attempt">
            <p className="order-payments__what">
              <strong className="tabular">{formatMoney(payment.amount)}</strong>
              <span>
                {t.payment.methods[payment.method]} · {t.payment.statuses[payment.status]}
              </span>
              <span className="muted small">{formatDateTime(payment.startedAt)}</span>
            </p>
            {leftOf(payment) > 0 && (
              <Button look="secondary" onClick={() => setRefundingId(payment.id)}>
                {ta.payments.refund}
              </Button>
            )}
            {payment.refunds.map((refund) => (
              <p key={refund.id} className="order-payments__refund small">
                <span className="tabular">−{formatMoney(refund.amount)}</span>{' '}
                {ta.payments.refundStatuses[refund.status]}
                <span className="muted">
                  {' · '}
                  {formatDateTime(refund.requestedAt)} · {refund.requestedBy?.name ?? t.order.actors.SYSTEM} ·{' '}
                  {refund.reason}
                </span>
              </p>
            ))}
          </li>
        ))}
      </ul>
      <Dialog title={ta.payments.refund} isOpen={refunding !== undefined} onClose={() => setRefundingId(null)}>
        {refunding && (
          <RefundForm
            paymentId={refunding.id}
            left={{ ...refunding.amount, amount: leftOf(refunding) }}
            onRefunded={() => {
              setRefundingId(null);
              setDone(true);
              onRefunded();
            }}
          />
        )}
      </Dialog>
    </section>
  );
};

type Refundable = {
  readonly status: string;
  readonly amount: { readonly amount: number };
  readonly refundedAmount: { readonly amount: number };
};

/** Minor units of a payment that can still be given back. */
const leftOf = ({ status, amount, refundedAmount }: Refundable): number =>
  status === 'CAPTURED' ? amount.amount - refundedAmount.amount : 0;
