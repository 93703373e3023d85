import type { TypedDocumentNode } from '@urql/core';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import type { FragmentType } from '../graphql/fragment.ts';
import { useSession } from '../graphql/provider.tsx';
import type { SignedIn } from '../graphql/session-documents.ts';
import '../graphql/session-documents.ts';
import { t } from '../lib/messages.ts';
import { refusalText, type KnownRefusal } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { fieldErrors, Form, type FieldErrors } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';

type Result =
  | ({ readonly __typename: 'SignInSuccess' } & FragmentType<typeof SignedIn>)
  | { readonly __typename: 'SecondFactorRequired'; readonly challenge: string }
  | (KnownRefusal & { readonly field?: readonly string[] | null });

type Props<Data, Input> = {
  readonly label: string;
  readonly mutation: TypedDocumentNode<Data, { input: Input }>;
  readonly inputOf: (values: Readonly<Record<string, string>>) => Input;
  readonly resultOf: (data: Data) => Result;
  readonly onSignedIn?: () => void;
  /** The password was right, and a code is asked for. */
  readonly onSecondStep?: (challenge: string) => void;
  readonly action: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

/** A form whose answer signs the user in, or says why not. */
export const SignInForm = <Data, Input>(props: Props<Data, Input>): ReactNode => {
  const { label, mutation, inputOf, resultOf, onSignedIn, onSecondStep, action, isWide = false, children } = props;
  const { session } = useSession();
  const [send, isSending] = useCommand(mutation);
  const [failure, setFailure] = useState<{ readonly text: string; readonly errors: FieldErrors } | null>(null);

  const submit = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const answer = await send({ input: inputOf(values) });
    if (answer.kind === 'unanswered') return setFailure({ text: t.problem[answer.problem], errors: {} });
    const result = resultOf(answer.data);
    if (result.__typename === 'SignInSuccess') {
      session.accept(result);
      setFailure(null);
      return onSignedIn?.();
    }
    if (result.__typename === 'SecondFactorRequired') return onSecondStep?.(result.challenge);
    const text = refusalText(result);
    setFailure({ text, errors: fieldErrors({ message: text, field: result.field ?? null }) });
  };
  return (
    <Form label={label} errors={failure?.errors ?? {}} onSubmit={(values) => void submit(values)}>
      {children}
      {failure && <Notice tone="error">{failure.text}</Notice>}
      <Button type="submit" isWide={isWide} isPending={isSending}>
        {action}
      </Button>
    </Form>
  );
};
