import { useState, type ReactNode } from 'react';
import type { PaymentAttemptFragment, PaymentMethod } from '../graphql/__generated__/graphql.ts';
import { formatMoney, type Money } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { remainingMs, remainingShare } from '../lib/server-clock.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { CountdownRing } from '../ui/countdown-ring.tsx';

/** In the order in which they are offered, with when the shopper pays. */
const methods = {
  CARD: { value: 'CARD', time: 'atOnce' },
  BANK_TRANSFER: { value: 'BANK_TRANSFER', time: 'atOnce' },
  E_WALLET: { value: 'E_WALLET', time: 'atOnce' },
  CASH_ON_DELIVERY: { value: 'CASH_ON_DELIVERY', time: 'atTheDoor' },
} as const satisfies { [Method in PaymentMethod]: { value: Method; time: keyof typeof t.payment.pay } };

type MethodChoiceProps = {
  readonly total: Money;
  readonly isBusy: boolean;
  readonly onStart: (method: PaymentMethod) => void;
};

export const MethodChoice = ({ total, isBusy, onStart }: MethodChoiceProps): ReactNode => {
  const [method, setMethod] = useState<PaymentMethod>('CARD');
  return (
    <div className="payment__view">
      <p className="payment__amount tabular">{formatMoney(total)}</p>
      <Choice
        look="cards"
        label={t.payment.method}
        value={method}
        onChange={setMethod}
        options={Object.values(methods).map(({ value }) => ({
          value,
          label: t.payment.methods[value],
          hint: t.payment.methodHints[value],
        }))}
      />
      <Button isWide isPending={isBusy} onClick={() => onStart(method)}>
        {t.payment.start}
      </Button>
    </div>
  );
};

type PayViewProps = {
  readonly payment: PaymentAttemptFragment;
  readonly nowMs: number;
  readonly isBusy: boolean;
  readonly onPay: () => void;
  readonly onGiveUp: () => void;
};

export const PayView = ({ payment, nowMs, isBusy, onPay, onGiveUp }: PayViewProps): ReactNode => (
  <div className="payment__view payment__view--centred">
    <CountdownRing
      // The page's clock ticks: it may still stand before the moment the attempt began.
      leftMs={remainingMs(payment.expiresAt, Math.max(nowMs, Date.parse(payment.startedAt)))}
      share={remainingShare(payment.startedAt, payment.expiresAt, nowMs)}
    />
    <p className="payment__amount tabular">
      <span className="visually-hidden">{t.payment.payAmount(formatMoney(payment.amount))}</span>
      <span aria-hidden>{formatMoney(payment.amount)}</span>
    </p>
    <p className="muted">{t.payment.methods[payment.method]}</p>
    <Button isWide isPending={isBusy} onClick={onPay}>
      {t.payment.pay[methods[payment.method].time]}
    </Button>
    <Button look="quiet" isPending={isBusy} onClick={onGiveUp}>
      {t.payment.otherMethod}
    </Button>
  </div>
);

type ReturnProps = { readonly isReturning: boolean; readonly onReturn: () => void };

const BackToCart = ({ isReturning, onReturn }: ReturnProps): ReactNode => (
  <Button look="secondary" isWide isPending={isReturning} onClick={onReturn}>
    {t.payment.backToCart}
  </Button>
);

type RetryViewProps = ReturnProps & {
  readonly stage: 'window-closed' | 'declined';
  readonly isBusy: boolean;
  readonly onRetry: () => void;
};

export const RetryView = ({ stage, isBusy, onRetry, ...back }: RetryViewProps): ReactNode => (
  <div className="payment__view payment__view--centred" role="status">
    <h2>{stage === 'declined' ? t.payment.endedTitle : t.payment.expiredTitle}</h2>
    <p className="muted">{t.payment.expiredHint}</p>
    <Button isWide isPending={isBusy} onClick={onRetry}>
      {t.payment.tryAgain}
    </Button>
    <BackToCart {...back} />
    <p className="muted small">{t.payment.backToCartHint}</p>
  </div>
);

type OrderOverViewProps = ReturnProps & { readonly orderId: string };

export const OrderOverView = ({ orderId, ...back }: OrderOverViewProps): ReactNode => (
  <div className="payment__view payment__view--centred" role="status">
    <h2>{t.payment.orderOverTitle}</h2>
    <p className="muted">{t.payment.orderOverHint}</p>
    <BackToCart {...back} />
    <ButtonLink look="quiet" href={`/orders/${orderId}`}>
      {t.payment.viewOrder}
    </ButtonLink>
  </div>
);

type PaidViewProps = { readonly orderId: string; readonly number: string; readonly method: PaymentMethod | undefined };

export const PaidView = ({ orderId, number, method }: PaidViewProps): ReactNode => (
  <div className="payment__view payment__view--centred" role="status">
    <span className="payment__check" aria-hidden />
    <h2>{t.payment.paidTitle[method === undefined ? 'atOnce' : methods[method].time]}</h2>
    <p className="muted">{t.payment.paidHint}</p>
    <p className="payment__amount tabular">{number}</p>
    <ButtonLink isWide href={`/orders/${orderId}`}>
      {t.payment.viewOrder}
    </ButtonLink>
  </div>
);
