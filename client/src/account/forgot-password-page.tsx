import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const RequestPasswordReset = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      __typename
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

export const ForgotPasswordPage = (): ReactNode => {
  useTitle(tc.reset.forgotTitle);
  return (
    <AuthFrame title={tc.reset.forgotTitle} hint={tc.reset.forgotHint}>
      <SettingsForm
        label={tc.reset.forgotTitle}
        mutation={RequestPasswordReset}
        variablesOf={({ email = '' }) => ({ input: { email } })}
        refusalOf={({ requestPasswordReset: result }) =>
          result.__typename === 'RequestPasswordResetSuccess' ? null : result
        }
        done={tc.reset.mailed}
        action={tc.reset.send}
      >
        <TextField name="email" type="email" label={t.checkout.email} autoComplete="username" isRequired />
      </SettingsForm>
      <p className="small">
        <Link href="/sign-in">{t.nav.signIn}</Link>
      </p>
    </AuthFrame>
  );
};
