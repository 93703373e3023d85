import { useState, type ReactNode } from 'react';
import { useOnceCommand } from '../graphql/commands.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { formatMoney, parseAmount, typedAmount, type Money } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { fieldErrors, Form, type FieldErrors } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ta } from './messages.ts';
import { RefundPayment } from './refund-documents.ts';

type Failure = { readonly text: string; readonly errors: FieldErrors };

type Props = { readonly paymentId: string; readonly left: Money; readonly onRefunded: () => void };

export const RefundForm = ({ paymentId, left, onRefunded }: Props): ReactNode => {
  const [send, isSending] = useOnceCommand(RefundPayment, `refund-payment.${paymentId}`);
  const [failure, setFailure] = useState<Failure | null>(null);

  const refund = async (amount: number, reason: string): Promise<void> => {
    const answer = await send({ paymentId, amount, reason });
    if (answer.kind === 'unanswered') return setFailure({ text: t.problem[answer.problem], errors: {} });
    const result = answer.data.refundPayment;
    if (result.__typename === 'RefundPaymentSuccess') return onRefunded();
    setFailure({ text: refusalText(result), errors: fieldErrors(result) });
  };

  const submit = (typed: string, reason: string): void => {
    const amount = parseAmount(typed, left.digits);
    if (amount !== null && amount > 0 && amount <= left.amount) return void refund(amount, reason);
    const text = ta.payments.amountInvalid(formatMoney(left));
    setFailure({ text, errors: { amount: text } });
  };

  return (
    <Form
      label={ta.payments.refund}
      errors={failure?.errors ?? {}}
      onSubmit={({ amount = '', reason = '' }) => submit(amount, reason)}
    >
      <TextField
        name="amount"
        label={ta.payments.amount(left.currency)}
        hint={ta.payments.amountHint(formatMoney(left))}
        defaultValue={typedAmount(left)}
        inputMode="decimal"
        maxLength={20}
        isRequired
        autoFocus
      />
      <TextField name="reason" label={ta.payments.reason} hint={ta.payments.reasonHint} maxLength={500} isRequired />
      {failure && <Notice tone="error">{failure.text}</Notice>}
      <Button type="submit" isWide isPending={isSending}>
        {ta.payments.refund}
      </Button>
    </Form>
  );
};
