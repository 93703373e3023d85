import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { Fragment, useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { t } from '../lib/messages.ts';
import { refusalText, type KnownRefusal } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { fieldErrors, Form, type FieldErrors } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { tc } from './messages.ts';

type Refusal = KnownRefusal & { readonly field?: readonly string[] | null };

type Props<Data, Variables extends AnyVariables> = {
  readonly label: string;
  readonly mutation: TypedDocumentNode<Data, Variables>;
  readonly variablesOf: (values: Readonly<Record<string, string>>) => Variables;
  /** Null when it succeeded. */
  readonly refusalOf: (data: Data) => Refusal | null;
  readonly textOf?: (refusal: Refusal) => string;
  /** Said when it succeeded. */
  readonly done: string;
  readonly onDone?: (data: Data) => void;
  readonly action?: string;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
};

type Outcome = { readonly tone: 'success' | 'error'; readonly text: string; readonly errors: FieldErrors };

/** A form that changes something of the account, says how that went, and starts afresh after it. */
export const SettingsForm = <Data, Variables extends AnyVariables>({
  label,
  mutation,
  variablesOf,
  refusalOf,
  textOf = refusalText,
  done,
  onDone,
  action = tc.save,
  onCancel,
  children,
}: Props<Data, Variables>): ReactNode => {
  const [send, isSending] = useCommand(mutation);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [successes, setSuccesses] = useState(0);

  const submit = async (values: Readonly<Record<string, string>>): Promise<void> => {
    setOutcome(null);
    const answer = await send(variablesOf(values));
    if (answer.kind === 'unanswered') return setOutcome({ tone: 'error', text: t.problem[answer.problem], errors: {} });
    const refusal = refusalOf(answer.data);
    if (refusal) {
      const text = textOf(refusal);
      return setOutcome({ tone: 'error', text, errors: fieldErrors({ message: text, field: refusal.field ?? null }) });
    }
    setOutcome({ tone: 'success', text: done, errors: {} });
    setSuccesses((count) => count + 1);
    onDone?.(answer.data);
  };

  return (
    <Form label={label} errors={outcome?.errors ?? {}} onSubmit={(values) => void submit(values)}>
      {/* The fields alone: the button keeps the focus. */}
      <Fragment key={successes}>{children}</Fragment>
      {outcome && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
      <Button type="submit" isPending={isSending}>
        {action}
      </Button>
      {onCancel && (
        <Button look="quiet" onClick={onCancel}>
          {tc.cancel}
        </Button>
      )}
    </Form>
  );
};
