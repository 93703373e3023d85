import { useState, type ReactNode } from 'react';
import '../account/session-list.tsx';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { ta } from './messages.ts';

const ResetSecondFactor = graphql(`
  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      __typename
      ... on ResetSecondFactorSuccess {
        user {
          id
          hasSecondFactor
          ...SessionList
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

type Props = {
  readonly user: { readonly id: string; readonly hasSecondFactor: boolean };
  readonly mayReset: boolean;
};

/** Whether somebody's sign-in has a second step, and the way out when they have lost it. */
export const ResetFactors = ({ user, mayReset }: Props): ReactNode => {
  const [send, isSending] = useCommand(ResetSecondFactor);
  const [failure, setFailure] = useState<string | null>(null);
  const reset = async (): Promise<void> =>
    setFailure(failureOf(await send({ input: { userId: user.id } }), ({ resetSecondFactor }) => resetSecondFactor));
  return (
    <section className="card">
      <p>{user.hasSecondFactor ? ta.users.hasSecondFactor : ta.users.hasNoSecondFactor}</p>
      {mayReset && (
        <>
          <p className="muted">{ta.users.resetFactorsHint}</p>
          <Button look="danger" isPending={isSending} onClick={() => void reset()}>
            {ta.users.resetFactors}
          </Button>
        </>
      )}
      {failure && <p role="alert">{failure}</p>}
    </section>
  );
};
