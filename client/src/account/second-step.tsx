import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';

const CompleteLogin = graphql(`
  mutation CompleteLogin($input: CompleteLoginInput!) {
    completeLogin(input: $input) {
      __typename
      ...SignedIn
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

type Props = { readonly challenge: string; readonly onSignedIn: () => void; readonly onAgain: () => void };

/** Asks for the code that follows a password. */
export const SecondStep = ({ challenge, onSignedIn, onAgain }: Props): ReactNode => (
  <AuthFrame title={t.auth.secondStepTitle} hint={t.auth.secondStepHint}>
    <SignInForm
      label={t.auth.secondStepTitle}
      mutation={CompleteLogin}
      inputOf={({ code = '' }) => ({ challenge, code })}
      resultOf={({ completeLogin }) => completeLogin}
      onSignedIn={onSignedIn}
      action={t.nav.signIn}
      isWide
    >
      <TextField name="code" label={t.auth.code} autoComplete="one-time-code" maxLength={60} autoFocus isRequired />
    </SignInForm>
    <Button look="quiet" onClick={onAgain}>
      {t.auth.again}
    </Button>
  </AuthFrame>
);
