import { useState, type ReactNode } from 'react';
import { useOnceCommand } from '../graphql/commands.ts';
import { readFragment } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { CancelOrder, OrderDetails } from '../orders/order-documents.ts';
import { OrderDetailsView } from '../orders/order-details.tsx';
import { Pending } from '../problems/pending.tsx';
import { failureOf } from '../problems/failure-of.ts';
import { useLiveOrder } from '../orders/use-live-order.ts';
import type { OrderDetailsFragment } from '../graphql/__generated__/graphql.ts';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { formatCountdown, remainingMs, useServerNow } from '../lib/server-clock.ts';
import { useTitle } from '../lib/use-title.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { OrderStatusBadge } from '../orders/order-status-badge.tsx';

const OrderPageQuery = graphql(`
  query OrderPage($id: ID!) {
    order(id: $id) {
      id
      status
      ...OrderDetails
    }
  }
`);

export const OrderPage = ({ id }: { readonly id: string }): ReactNode => {
  const [{ data, error, fetching, stale }, refetch] = useLiveOrder(OrderPageQuery, id);
  const order = readFragment(OrderDetails, data?.order);
  useTitle(order ? t.order.title(order.number) : undefined);
  if (!order) {
    if (data && !error && !fetching && !stale)
      return <EmptyState title={t.order.notFound} hint={t.order.notFoundHint} />;
    return <Pending error={error} onRetry={refetch} hasTitle />;
  }
  return (
    <article className="order">
      <header className="order__head">
        <div className="order__title">
          <h1>{t.order.title(order.number)}</h1>
          <OrderStatusBadge status={order.status} fulfillmentStatus={order.fulfillmentStatus} />
        </div>
        <p className="muted">{t.order.placed(formatDateTime(order.placedAt))}</p>
      </header>
      <OrderActions order={order} />
      <OrderDetailsView order={order} />
    </article>
  );
};

const OrderActions = ({ order }: { readonly order: OrderDetailsFragment }): ReactNode => {
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [send, isCancelling] = useOnceCommand(CancelOrder, `cancel-order.${order.id}`);

  const cancel = async (): Promise<void> => {
    const answer = await send({ orderId: order.id });
    setIsAsking(false);
    setFailure(failureOf(answer, ({ cancelOrder }) => cancelOrder));
  };

  const canPay = order.availableActions.includes('PAY');
  const canCancel = order.availableActions.includes('CANCEL');
  if (!canPay && !canCancel && !failure) return null;
  return (
    <>
      {canPay && <HoldHint holdExpiresAt={order.holdExpiresAt} />}
      <div className="order__actions">
        {canPay && <ButtonLink href={`/orders/${order.id}/pay`}>{t.order.pay}</ButtonLink>}
        {canCancel && (
          <Button look="secondary" onClick={() => setIsAsking(true)}>
            {t.order.cancel}
          </Button>
        )}
      </div>
      {failure && <Notice tone="error">{failure}</Notice>}
      <Dialog title={t.order.cancelTitle} isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <p className="muted">{t.order.cancelHint}</p>
        <div className="dialog__actions">
          <Button look="danger" isPending={isCancelling} onClick={() => void cancel()}>
            {t.order.cancelConfirm}
          </Button>
          <Button look="secondary" onClick={() => setIsAsking(false)}>
            {t.order.cancelKeep}
          </Button>
        </div>
      </Dialog>
    </>
  );
};

const HoldHint = ({ holdExpiresAt }: { readonly holdExpiresAt: string }): ReactNode => {
  const nowMs = useServerNow(1000);
  return (
    <Notice tone="info">
      <span className="tabular">{t.order.payHint(formatCountdown(remainingMs(holdExpiresAt, nowMs)))}</span>
    </Notice>
  );
};
