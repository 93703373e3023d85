import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import './unconfirmed-notice.css';

const RequestEmailVerification = graphql(`
  mutation RequestEmailVerification {
    requestEmailVerification {
      __typename
      ... on RequestEmailVerificationSuccess {
        user {
          id
          isEmailVerified
        }
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Asks who has registered to confirm their address, as it does not sign in before. */
export const UnconfirmedNotice = (): ReactNode => {
  const { state } = useSession();
  const [send, isSending] = useCommand(RequestEmailVerification);
  const [said, setSaid] = useState<string | null>(null);
  if (state.kind !== 'signed-in' || state.viewer.isGuest || state.viewer.isEmailVerified) return null;
  const sendAgain = async (): Promise<void> => {
    const answer = await send({});
    if (answer.kind === 'unanswered') return setSaid(t.problem[answer.problem]);
    const result = answer.data.requestEmailVerification;
    setSaid(result.__typename === 'RequestEmailVerificationSuccess' ? t.unconfirmed.sent : refusalText(result));
  };
  return (
    <div className="unconfirmed">
      <Notice tone="info" title={t.unconfirmed.title}>
        <p>{t.unconfirmed.hint(state.viewer.email ?? '')}</p>
        {said && <p>{said}</p>}
        <Button look="secondary" isPending={isSending} onClick={() => void sendAgain()}>
          {t.unconfirmed.again}
        </Button>
      </Notice>
    </div>
  );
};
