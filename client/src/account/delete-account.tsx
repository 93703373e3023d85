import { useState, type ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const DeleteMyAccount = graphql(`
  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {
    deleteMyAccount(input: $input) {
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

export const DeleteAccount = ({ isGuest }: { readonly isGuest: boolean }): ReactNode => {
  const { session } = useSession();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <section className="card" aria-labelledby="delete-account">
      <h2 id="delete-account">{tc.data.remove}</h2>
      <p>{tc.data.removeHint}</p>
      {isAsked ? (
        <SettingsForm
          label={tc.data.remove}
          mutation={DeleteMyAccount}
          variablesOf={({ password }) => ({ input: { password: password || null } })}
          refusalOf={({ deleteMyAccount }) =>
            deleteMyAccount.__typename === 'DeleteMyAccountSuccess' ? null : deleteMyAccount
          }
          textOf={(refusal) =>
            refusal.__typename === 'InvalidCredentialsError' ? tc.security.wrongPassword : refusalText(refusal)
          }
          done={tc.data.removed}
          onDone={() => void session.refresh().catch(() => undefined)}
          action={tc.data.removeNow}
          onCancel={() => setIsAsked(false)}
        >
          {!isGuest && (
            <TextField
              name="password"
              type="password"
              label={tc.security.currentPassword}
              autoComplete="current-password"
              maxLength={128}
              hint={tc.data.passwordHint}
            />
          )}
        </SettingsForm>
      ) : (
        <Button look="danger" onClick={() => setIsAsked(true)}>
          {tc.data.remove}
        </Button>
      )}
    </section>
  );
};
