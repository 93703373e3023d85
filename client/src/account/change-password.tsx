import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { TextField } from '../ui/text-field.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const ChangePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
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

export const ChangePassword = (): ReactNode => (
  <section className="card" aria-labelledby="change-password">
    <h2 id="change-password">{tc.security.password}</h2>
    <p className="muted">{tc.security.passwordHint}</p>
    <SettingsForm
      label={tc.security.change}
      mutation={ChangePasswordMutation}
      variablesOf={({ currentPassword = '', newPassword = '' }) => ({ input: { currentPassword, newPassword } })}
      refusalOf={({ changePassword }) =>
        changePassword.__typename === 'ChangePasswordSuccess' ? null : changePassword
      }
      textOf={(refusal) =>
        refusal.__typename === 'InvalidCredentialsError' ? tc.security.wrongPassword : refusalText(refusal)
      }
      done={tc.security.changed}
      action={tc.security.change}
    >
      <TextField
        name="currentPassword"
        type="password"
        label={tc.security.currentPassword}
        autoComplete="current-password"
        maxLength={128}
        isRequired
      />
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
  </section>
);
