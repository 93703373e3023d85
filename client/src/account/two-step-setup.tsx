import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { TextField } from '../ui/text-field.tsx';
import './factor-documents.ts';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const ConfirmTotp = graphql(`
  mutation ConfirmTotp($input: ConfirmTotpInput!) {
    confirmTotp(input: $input) {
      __typename
      ... on RecoveryCodesSuccess {
        recoveryCodes
        user {
          ...TwoStepSignIn
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

/** What an authenticator app is set up with. */
export type Setup = { readonly secret: string; readonly uri: string };

type Props = { readonly setup: Setup; readonly onConfirmed: (codes: readonly string[]) => void };

export const TwoStepSetup = ({ setup: { secret, uri }, onConfirmed }: Props): ReactNode => {
  const { session } = useSession();
  return (
    <>
      <p className="muted">{tc.twoStep.scan}</p>
      <QrCode text={uri} label={tc.twoStep.picture} />
      <p>
        {tc.twoStep.key}: <code className="two-step__key">{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <SettingsForm
        label={tc.twoStep.confirm}
        mutation={ConfirmTotp}
        variablesOf={({ code = '' }) => ({ input: { code } })}
        refusalOf={({ confirmTotp }) => (confirmTotp.__typename === 'RecoveryCodesSuccess' ? null : confirmTotp)}
        done={tc.twoStep.isOn}
        onDone={({ confirmTotp }) => {
          if (confirmTotp.__typename === 'RecoveryCodesSuccess') onConfirmed(confirmTotp.recoveryCodes);
          // Staff may need it to work: the next token opens what this one did not.
          void session.refresh().catch(() => undefined);
        }}
        action={tc.twoStep.confirm}
      >
        <TextField
          name="code"
          label={tc.twoStep.code}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={60}
          isRequired
        />
      </SettingsForm>
    </>
  );
};
