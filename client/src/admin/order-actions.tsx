import { useState, type ReactNode } from 'react';
import { useOnceCommand, type Answer } from '../graphql/commands.ts';
import type { OrderAction, OrderAfterActionFragment } from '../graphql/__generated__/graphql.ts';
import { failureOf, type CommandResult } from '../problems/failure-of.ts';
import { t } from '../lib/messages.ts';
import { CancelOrder } from '../orders/order-documents.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ta } from './messages.ts';
import { ConfirmOrder, DeliverOrder, ShipOrder } from './order-commands.ts';

type Done = keyof typeof ta.order.done;
type Outcome = { readonly kind: 'done'; readonly what: Done } | { readonly kind: 'refused'; readonly reason: string };

const outcomeOf = <Data,>(what: Done, answer: Answer<Data>, pick: (data: Data) => CommandResult): Outcome => {
  const reason = failureOf(answer, pick);
  return reason === null ? { kind: 'done', what } : { kind: 'refused', reason };
};

type Unavailable = OrderAfterActionFragment['unavailableActions'][number];

type Props = {
  readonly orderId: string;
  readonly actions: readonly OrderAction[];
  readonly unavailable: readonly Unavailable[];
};

/** The buttons are what the order says can be done now, and nothing the page worked out for itself. */
export const OrderActions = ({ orderId, actions, unavailable }: Props): ReactNode => {
  const [confirm, isConfirming] = useOnceCommand(ConfirmOrder, `confirm-order.${orderId}`);
  const [ship, isShipping] = useOnceCommand(ShipOrder, `ship-order.${orderId}`);
  const [deliver, isDelivering] = useOnceCommand(DeliverOrder, `deliver-order.${orderId}`);
  const [cancel, isCancelling] = useOnceCommand(CancelOrder, `cancel-order.${orderId}`);
  const [asking, setAsking] = useState<'ship' | 'cancel' | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const confirmNow = async (): Promise<void> =>
    setOutcome(outcomeOf('confirm', await confirm({ orderId }), ({ confirmOrder }) => confirmOrder));
  const deliverNow = async (): Promise<void> =>
    setOutcome(outcomeOf('deliver', await deliver({ orderId }), ({ deliverOrder }) => deliverOrder));
  const shipNow = async (carrier: string, trackingNumber: string): Promise<void> => {
    const answer = await ship({ orderId, carrier, trackingNumber: trackingNumber || null });
    setOutcome(outcomeOf('ship', answer, ({ shipOrder }) => shipOrder));
    setAsking(null);
  };
  const cancelNow = async (reason: string): Promise<void> => {
    const answer = await cancel({ orderId, reason: reason || null });
    setOutcome(outcomeOf('cancel', answer, ({ cancelOrder }) => cancelOrder));
    setAsking(null);
  };

  const can = (action: OrderAction): boolean => actions.includes(action);
  const isIdle = !(['CONFIRM', 'SHIP', 'DELIVER', 'CANCEL'] as const).some(can);
  return (
    <section className="stack" aria-label={ta.order.actions}>
      {isIdle && <p className="muted">{ta.order.none}</p>}
      {!isIdle && (
        <div className="order__actions">
          {can('CONFIRM') && (
            <Button isPending={isConfirming} onClick={() => void confirmNow()}>
              {ta.order.confirm}
            </Button>
          )}
          {can('SHIP') && <Button onClick={() => setAsking('ship')}>{ta.order.ship}</Button>}
          {can('DELIVER') && (
            <Button isPending={isDelivering} onClick={() => void deliverNow()}>
              {ta.order.deliver}
            </Button>
          )}
          {can('CANCEL') && (
            <Button look="secondary" onClick={() => setAsking('cancel')}>
              {ta.order.cancel}
            </Button>
          )}
          {can('CONFIRM') && <span className="muted small">{ta.order.confirmHint}</span>}
        </div>
      )}
      {unavailable.length > 0 && (
        <details className="order__unavailable muted small">
          <summary>{ta.order.whyNot}</summary>
          <ul>
            {unavailable.map(({ action, reason }) => (
              <li key={action}>
                {ta.order.actionNames[action]}: {ta.order.reasons[reason]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {outcome?.kind === 'done' && <Notice tone="success">{ta.order.done[outcome.what]}</Notice>}
      {outcome?.kind === 'refused' && <Notice tone="error">{outcome.reason}</Notice>}
      <Dialog title={ta.order.ship} isOpen={asking === 'ship'} onClose={() => setAsking(null)}>
        <Form
          label={ta.order.ship}
          onSubmit={({ carrier = '', trackingNumber = '' }) => void shipNow(carrier, trackingNumber)}
        >
          <TextField name="carrier" label={ta.order.carrier} maxLength={100} isRequired autoFocus />
          <TextField name="trackingNumber" label={ta.order.trackingNumber} maxLength={100} />
          <Button type="submit" isWide isPending={isShipping}>
            {ta.order.ship}
          </Button>
        </Form>
      </Dialog>
      <Dialog title={t.order.cancelTitle} isOpen={asking === 'cancel'} onClose={() => setAsking(null)}>
        <p className="muted">{t.order.cancelHint}</p>
        <Form label={ta.order.cancel} onSubmit={({ reason = '' }) => void cancelNow(reason)}>
          <TextField name="reason" label={ta.order.reason} maxLength={500} />
          <div className="dialog__actions">
            <Button type="submit" look="danger" isPending={isCancelling}>
              {t.order.cancelConfirm}
            </Button>
            <Button look="secondary" onClick={() => setAsking(null)}>
              {t.order.cancelKeep}
            </Button>
          </div>
        </Form>
      </Dialog>
    </section>
  );
};
