import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';
import { useMailedToken } from './use-mailed-token.ts';

const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
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

export const ResetPasswordPage = (): ReactNode => {
  useTitle(tc.reset.title);
  const token = useMailedToken();
  const { session } = useSession();
  const [isDone, setIsDone] = useState(false);
  return (
    <AuthFrame title={tc.reset.title} hint={tc.reset.hint}>
      {isDone ? (
        <>
          <Notice tone="success">{tc.reset.done}</Notice>
          <ButtonLink href="/sign-in" isWide>
            {t.nav.signIn}
          </ButtonLink>
        </>
      ) : (
        <>
          <SettingsForm
            label={tc.reset.title}
            mutation={ResetPassword}
            variablesOf={({ newPassword = '' }) => ({ input: { token, newPassword } })}
            refusalOf={({ resetPassword: result }) => (result.__typename === 'ResetPasswordSuccess' ? null : result)}
            done={tc.reset.done}
            onDone={() => {
              setIsDone(true);
              // Whoever was signed in here is not any more.
              void session.refresh().catch(() => undefined);
            }}
            action={tc.reset.choose}
          >
            <TextField
              name="newPassword"
              type="password"
              label={tc.security.newPassword}
              hint={t.auth.passwordHint}
              autoComplete="new-password"
              minLength={8}
              maxLength={128}
              isRequired
            />
          </SettingsForm>
          <p className="small">
            {tc.reset.tooOld} <Link href="/forgot-password">{tc.reset.again}</Link>
          </p>
        </>
      )}
    </AuthFrame>
  );
};
