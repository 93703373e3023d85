import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { TwoStepSignIn } from './factor-documents.ts';
import { tc } from './messages.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SettingsForm } from './settings-form.tsx';
import { TwoStepSetup, type Setup } from './two-step-setup.tsx';
import './two-step.css';

const BeginTotp = graphql(`
  mutation BeginTotp {
    beginTotp {
      __typename
      ... on BeginTotpSuccess {
        secret
        uri
      }
      ... on UserError {
        message
      }
    }
  }
`);

const RenewRecoveryCodes = graphql(`
  mutation RenewRecoveryCodes($input: ProofInput!) {
    renewRecoveryCodes(input: $input) {
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

const DisableTotp = graphql(`
  mutation DisableTotp($input: ProofInput!) {
    disableTotp(input: $input) {
      __typename
      ... on DisableTotpSuccess {
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

type Props = { readonly user: FragmentType<typeof TwoStepSignIn> };

export const TwoStep = ({ user }: Props): ReactNode => {
  const { hasSecondFactor, recoveryCodesLeft } = readFragment(TwoStepSignIn, user);
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const content = (): ReactNode => {
    if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
    if (hasSecondFactor) return <TurnedOn codesLeft={recoveryCodesLeft ?? 0} onRenewed={setCodes} />;
    if (!setup) return <TurnedOff onBegun={setSetup} />;
    const confirmed = (recoveryCodes: readonly string[]): void => {
      setSetup(null);
      setCodes(recoveryCodes);
    };
    return <TwoStepSetup setup={setup} onConfirmed={confirmed} />;
  };
  return (
    <section className="card two-step" aria-labelledby="two-step">
      <h2 id="two-step">{tc.twoStep.title}</h2>
      {content()}
    </section>
  );
};

const TurnedOff = ({ onBegun }: { readonly onBegun: (setup: Setup) => void }): ReactNode => {
  const [send, isSending] = useCommand(BeginTotp);
  const [failure, setFailure] = useState<string | null>(null);
  const begin = async (): Promise<void> => {
    const answer = await send({});
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const { beginTotp } = answer.data;
    if (beginTotp.__typename === 'BeginTotpSuccess') return onBegun(beginTotp);
    setFailure(refusalText(beginTotp));
  };
  return (
    <>
      <p className="muted">{tc.twoStep.off}</p>
      {failure && <Notice tone="error">{failure}</Notice>}
      <Button look="secondary" isPending={isSending} onClick={() => void begin()}>
        {tc.twoStep.begin}
      </Button>
    </>
  );
};

type TurnedOnProps = { readonly codesLeft: number; readonly onRenewed: (codes: readonly string[]) => void };

const TurnedOn = ({ codesLeft, onRenewed }: TurnedOnProps): ReactNode => {
  const [asked, setAsked] = useState<'renew' | 'disable' | null>(null);
  const code = (
    <TextField name="code" label={tc.twoStep.anyCode} autoComplete="one-time-code" maxLength={60} isRequired />
  );
  return (
    <>
      <p className="muted">{tc.twoStep.on(codesLeft)}</p>
      {asked === null && (
        <div className="two-step__actions">
          <Button look="secondary" onClick={() => setAsked('renew')}>
            {tc.twoStep.renew}
          </Button>
          <Button look="danger" onClick={() => setAsked('disable')}>
            {tc.twoStep.disable}
          </Button>
        </div>
      )}
      {asked === 'renew' && (
        <SettingsForm
          label={tc.twoStep.renew}
          mutation={RenewRecoveryCodes}
          variablesOf={(values) => ({ input: { code: values['code'] ?? '' } })}
          refusalOf={({ renewRecoveryCodes }) =>
            renewRecoveryCodes.__typename === 'RecoveryCodesSuccess' ? null : renewRecoveryCodes
          }
          done={tc.twoStep.renewed}
          onDone={({ renewRecoveryCodes }) => {
            if (renewRecoveryCodes.__typename === 'RecoveryCodesSuccess') onRenewed(renewRecoveryCodes.recoveryCodes);
          }}
          action={tc.twoStep.renew}
        >
          {code}
        </SettingsForm>
      )}
      {asked === 'disable' && (
        <SettingsForm
          label={tc.twoStep.disable}
          mutation={DisableTotp}
          variablesOf={(values) => ({ input: { code: values['code'] ?? '' } })}
          refusalOf={({ disableTotp }) => (disableTotp.__typename === 'DisableTotpSuccess' ? null : disableTotp)}
          done={tc.twoStep.isOff}
          action={tc.twoStep.disable}
        >
          {code}
        </SettingsForm>
      )}
      {asked !== null && (
        <Button look="quiet" onClick={() => setAsked(null)}>
          {tc.cancel}
        </Button>
      )}
    </>
  );
};
