import type { ReactNode } from 'react';
import { readFragment } from '../graphql/fragment.ts';
import { Pending } from '../problems/pending.tsx';
import { useLiveOrder } from '../orders/use-live-order.ts';
import type { PaymentPageQuery as PaymentPageData } from '../graphql/__generated__/graphql.ts';
import { formatCountdown, remainingMs, useServerNow } from '../lib/server-clock.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { MethodChoice, OrderOverView, PaidView, PayView, RetryView } from './payment-views.tsx';
import { PaymentAttempt, PaymentPageQuery } from './payment-documents.ts';
import { paymentStage } from './payment-stage.ts';
import { usePayment } from './use-payment.ts';
import { useReturnToCart } from './use-return-to-cart.ts';
import './payment-page.css';

export const PaymentPage = ({ id }: { readonly id: string }): ReactNode => {
  useTitle(t.payment.title);
  const [{ data, error, fetching, stale }, refetch] = useLiveOrder(PaymentPageQuery, id);
  if (data?.order) return <OrderPayment order={data.order} />;
  if (data && !error && !fetching && !stale) return <EmptyState title={t.order.notFound} hint={t.order.notFoundHint} />;
  return <Pending error={error} onRetry={refetch} hasTitle blocks={2} />;
};

const tickMs = 200;

const OrderPayment = ({ order }: { readonly order: NonNullable<PaymentPageData['order']> }): ReactNode => {
  const nowMs = useServerNow(tickMs);
  const payment = readFragment(PaymentAttempt, order.payment);
  const stage = paymentStage({ ...order, payment: payment ?? null }, nowMs);
  const { start, confirm, giveUp, isBusy, failure } = usePayment(order.id, payment?.id);
  const { returnToCart, isReturning, failure: returnFailure } = useReturnToCart(order);
  const holdLeftMs = remainingMs(order.holdExpiresAt, nowMs);

  const view = (): ReactNode => {
    switch (stage.kind) {
      case 'choose-method':
        return <MethodChoice total={order.total} isBusy={isBusy} onStart={(method) => void start(method)} />;
      case 'pay':
        return (
          <PayView
            payment={stage.payment}
            nowMs={nowMs}
            isBusy={isBusy}
            onPay={() => void confirm()}
            onGiveUp={() => void giveUp()}
          />
        );
      case 'processing':
        return <p role="status">{t.payment.processing}</p>;
      case 'window-closed':
      case 'declined':
        return (
          <RetryView
            stage={stage.kind}
            isBusy={isBusy}
            isReturning={isReturning}
            onRetry={() => void start(stage.payment.method)}
            onReturn={() => void returnToCart()}
          />
        );
      case 'paid':
        return <PaidView orderId={order.id} number={order.number} method={payment?.method} />;
      case 'order-over':
        return <OrderOverView orderId={order.id} isReturning={isReturning} onReturn={() => void returnToCart()} />;
    }
  };

  const isHeld = stage.kind !== 'paid' && stage.kind !== 'order-over' && holdLeftMs > 0;
  const problem = failure ?? returnFailure;
  return (
    <div className="payment">
      <header className="payment__head">
        <h1>{t.payment.title}</h1>
        <p className="muted">{t.order.title(order.number)}</p>
      </header>
      <div className="card payment__card">{view()}</div>
      {problem && <Notice tone="error">{problem}</Notice>}
      {isHeld && <p className="payment__hold muted small tabular">{t.payment.holdLeft(formatCountdown(holdLeftMs))}</p>}
    </div>
  );
};
