import { fieldErrors, type FieldErrors } from '../ui/form.tsx';
import { t } from '../lib/messages.ts';
import type { Answer } from '../graphql/commands.ts';
import type { FragmentType } from '../graphql/fragment.ts';
import { refusalText, type KnownRefusal } from '../problems/refusal-text.ts';
import type { SignedIn } from '../graphql/session-documents.ts';

/** What a form that signs somebody in shows when it did not. */
export type SignInFailure = { readonly text: string; readonly errors: FieldErrors };

type SignInAnswer =
  | ({ readonly __typename: 'SignInSuccess' } & FragmentType<typeof SignedIn>)
  | (KnownRefusal & { readonly message?: string; readonly field?: readonly string[] | null });

/** Hands a success to `accept`; else says what to show. */
export const settleSignIn = <Data>(
  answer: Answer<Data>,
  pick: (data: Data) => SignInAnswer,
  accept: (signedIn: FragmentType<typeof SignedIn>) => void,
): SignInFailure | null => {
  if (answer.kind === 'unanswered') return { text: t.problem[answer.problem], errors: {} };
  const result = pick(answer.data);
  if (result.__typename === 'SignInSuccess') {
    accept(result);
    return null;
  }
  const errors = fieldErrors({ message: refusalText(result), field: result.field ?? null });
  return { text: refusalText(result), errors };
};
