import type { TypedDocumentNode } from '@urql/core';
import { useState, type ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { refusalText, type KnownRefusal } from '../problems/refusal-text.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';
import { useMailedToken } from './use-mailed-token.ts';

const VerifyEmail = graphql(`
  mutation VerifyEmail($input: ConfirmEmailInput!) {
    verifyEmail(input: $input) {
      __typename
      ... on VerifyEmailSuccess {
        email
        user {
          id
          email
          isEmailVerified
        }
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

const ConfirmEmailChange = graphql(`
  mutation ConfirmEmailChange($input: ConfirmEmailInput!) {
    confirmEmailChange(input: $input) {
      __typename
      ... on ConfirmEmailChangeSuccess {
        email
        user {
          id
          email
          isEmailVerified
        }
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

type Confirmed = { readonly __typename: `${string}Success`; readonly email: string };
type Refused = KnownRefusal & { readonly field?: readonly string[] | null };

type Props<Data> = {
  readonly mutation: TypedDocumentNode<Data, { input: { token: string; password: string | null } }>;
  readonly resultOf: (data: Data) => Confirmed | Refused;
};

const isConfirmed = (result: Confirmed | Refused): result is Confirmed => 'email' in result;

const ConfirmEmail = <Data,>({ mutation, resultOf }: Props<Data>): ReactNode => {
  useTitle(tc.confirm.title);
  const token = useMailedToken();
  const { session, state } = useSession();
  const [email, setEmail] = useState<string | null>(null);
  const [isOfAnother, setIsOfAnother] = useState(false);
  const isSignedIn = state.kind === 'signed-in' && !state.viewer.isGuest;
  const needsPassword = !isSignedIn || isOfAnother;
  if (email !== null)
    return (
      <AuthFrame title={tc.confirm.title} hint={email}>
        <Notice tone="success">{tc.confirm.done}</Notice>
        <ButtonLink href={needsPassword ? '/sign-in' : '/'} isWide>
          {needsPassword ? t.nav.signIn : tc.confirm.toShop}
        </ButtonLink>
      </AuthFrame>
    );
  return (
    <AuthFrame title={tc.confirm.title} hint={needsPassword ? tc.confirm.passwordHint : tc.confirm.hint}>
      <SettingsForm
        label={tc.confirm.title}
        mutation={mutation}
        variablesOf={({ password }) => ({ input: { token, password: password ?? null } })}
        refusalOf={(data) => {
          const result = resultOf(data);
          if (isConfirmed(result)) {
            setEmail(result.email);
            return null;
          }
          if (result.__typename === 'InvalidCredentialsError') setIsOfAnother(true);
          return result;
        }}
        textOf={(refusal) =>
          refusal.__typename === 'InvalidCredentialsError' ? tc.confirm.wrongPassword : refusalText(refusal)
        }
        done={tc.confirm.done}
        // The notice that asks for it has the answer from the session.
        onDone={() => void session.refresh().catch(() => undefined)}
        action={tc.confirm.action}
      >
        {needsPassword && (
          <TextField
            name="password"
            type="password"
            label={t.auth.password}
            autoComplete="current-password"
            maxLength={128}
            isRequired
          />
        )}
      </SettingsForm>
    </AuthFrame>
  );
};

export const VerifyEmailPage = (): ReactNode => (
  <ConfirmEmail mutation={VerifyEmail} resultOf={({ verifyEmail }) => verifyEmail} />
);

export const ConfirmEmailChangePage = (): ReactNode => (
  <ConfirmEmail mutation={ConfirmEmailChange} resultOf={({ confirmEmailChange }) => confirmEmailChange} />
);
