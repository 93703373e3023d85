import { useState, type ReactNode } from 'react';
import { useOnceCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { fieldErrors, Form, type FieldErrors } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ta } from './messages.ts';

const AdjustStock = graphql(`
  mutation AdjustStock($input: AdjustStockInput!) {
    adjustStock(input: $input) {
      __typename
      ... on StockSuccess {
        variant {
          id
          available
          stockLevel {
            onHand
            reserved
            available
          }
        }
      }
      ... on InsufficientStockError {
        available
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

type Failure = { readonly text: string; readonly errors: FieldErrors };

type Props = { readonly variantId: string; readonly onSaved: (onHand: number) => void };

export const AdjustStockForm = ({ variantId, onSaved }: Props): ReactNode => {
  const [send, isSending] = useOnceCommand(AdjustStock, `adjust-stock.${variantId}`);
  const [failure, setFailure] = useState<Failure | null>(null);

  const adjust = async (delta: number, reason: string): Promise<void> => {
    const answer = await send({ variantId, delta, reason });
    if (answer.kind === 'unanswered') return setFailure({ text: t.problem[answer.problem], errors: {} });
    const result = answer.data.adjustStock;
    if (result.__typename === 'StockSuccess') return onSaved(result.variant.stockLevel?.onHand ?? 0);
    setFailure({ text: refusalText(result), errors: fieldErrors(result) });
  };

  const submit = (typed: string, reason: string): void => {
    const delta = Number(typed.replace('−', '-'));
    if (Number.isInteger(delta) && delta !== 0) void adjust(delta, reason);
    else setFailure({ text: ta.stock.deltaInvalid, errors: { delta: ta.stock.deltaInvalid } });
  };

  return (
    <Form
      label={ta.stock.adjust}
      errors={failure?.errors ?? {}}
      onSubmit={({ delta = '', reason = '' }) => submit(delta, reason)}
    >
      <TextField name="delta" label={ta.stock.delta} hint={ta.stock.deltaHint} maxLength={8} isRequired autoFocus />
      <TextField name="reason" label={ta.stock.reason} maxLength={500} isRequired />
      {failure && <Notice tone="error">{failure.text}</Notice>}
      <Button type="submit" isWide isPending={isSending}>
        {ta.stock.save}
      </Button>
    </Form>
  );
};
