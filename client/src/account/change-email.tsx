import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { TextField } from '../ui/text-field.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const RequestEmailChange = graphql(`
  mutation RequestEmailChange($input: RequestEmailChangeInput!) {
    requestEmailChange(input: $input) {
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

export const ChangeEmail = (): ReactNode => (
  <section className="card" aria-labelledby="change-email">
    <h2 id="change-email">{tc.email.title}</h2>
    <p className="muted">{tc.email.hint}</p>
    <SettingsForm
      label={tc.email.change}
      mutation={RequestEmailChange}
      variablesOf={({ newEmail = '', password = '' }) => ({ input: { newEmail, password } })}
      refusalOf={({ requestEmailChange: result }) =>
        result.__typename === 'RequestEmailChangeSuccess' ? null : result
      }
      textOf={(refusal) =>
        refusal.__typename === 'InvalidCredentialsError' ? tc.security.wrongPassword : refusalText(refusal)
      }
      done={tc.email.mailed}
      action={tc.email.change}
    >
      <TextField name="newEmail" type="email" label={tc.email.newEmail} autoComplete="email" isRequired />
      <TextField
        name="password"
        type="password"
        label={tc.email.password}
        autoComplete="current-password"
        maxLength={128}
        isRequired
      />
    </SettingsForm>
  </section>
);
