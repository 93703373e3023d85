import { useState } from 'react';
import type { PaymentMethod } from '../graphql/__generated__/graphql.ts';
import { useOnceCommand } from '../graphql/commands.ts';
import { failureOf } from '../problems/failure-of.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { t } from '../lib/messages.ts';
import { CancelPayment, ConfirmPayment, StartPayment } from './payment-documents.ts';

type Payment = {
  readonly start: (method: PaymentMethod) => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly giveUp: () => Promise<void>;
  readonly isBusy: boolean;
  readonly failure: string | null;
};

/** Opens, pays and gives up attempts. What they become is in the cache; `failure` says why one did not. */
export const usePayment = (orderId: string, paymentId: string | undefined): Payment => {
  const [sendStart, isStarting] = useOnceCommand(StartPayment, `start-payment.${orderId}`);
  const [sendConfirm, isConfirming] = useOnceCommand(ConfirmPayment, `confirm-payment.${paymentId}`);
  const [sendCancel, isCancelling] = useOnceCommand(CancelPayment, `cancel-payment.${paymentId}`);
  const [failure, setFailure] = useState<string | null>(null);
  return {
    isBusy: isStarting || isConfirming || isCancelling,
    failure,
    async start(method) {
      const answer = await sendStart({ orderId, method });
      if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
      const result = answer.data.startPayment;
      // An attempt in progress came with the refusal: the page goes on with it.
      const isUnderWay = result.__typename === 'StartPaymentSuccess' || result.__typename === 'PaymentInProgressError';
      setFailure(isUnderWay ? null : refusalText(result));
    },
    async confirm() {
      if (!paymentId) return;
      const answer = await sendConfirm({ paymentId });
      if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
      const result = answer.data.confirmPayment;
      // A closed window has its own view, with what can be done about it.
      const isShown = result.__typename === 'ConfirmPaymentSuccess' || result.__typename === 'PaymentWindowClosedError';
      setFailure(isShown ? null : refusalText(result));
    },
    async giveUp() {
      if (!paymentId) return;
      setFailure(failureOf(await sendCancel({ paymentId }), ({ cancelPayment }) => cancelPayment));
    },
  };
};
