import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCommand } from '../graphql/commands.ts';
import { useSession } from '../graphql/provider.tsx';
import '../graphql/session-documents.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { recallAttempt } from './provider-attempt.ts';
import { CompleteProviderSignIn, LinkProvider } from './provider-documents.ts';
import { SecondStep } from './second-step.tsx';
import { safePath } from './use-next.ts';

const SECURITY_PAGE = '/account/security';

/** Where providers send the browser back to: signs in, or links the provider's account. */
export const ProviderReturnPage = (): ReactNode => {
  useTitle(t.nav.signIn);
  const { session, state } = useSession();
  const [, navigate] = useLocation();
  const [complete] = useCommand(CompleteProviderSignIn);
  const [link] = useCommand(LinkProvider);
  const [failure, setFailure] = useState<string | null>(null);
  const [challenge, setChallenge] = useState<string | null>(null);
  const isSent = useRef(false);
  const { purpose, next } = recallAttempt();

  /** Null when it went well; otherwise why not. */
  const finish = async (query: string): Promise<string | null> => {
    const input = { query };
    if (purpose === 'link') {
      const answer = await link({ input });
      if (answer.kind === 'unanswered') return t.problem[answer.problem];
      const result = answer.data.linkProvider;
      if (result.__typename !== 'LinkedAccountsSuccess') return refusalText(result);
      navigate(SECURITY_PAGE, { replace: true });
      return null;
    }
    const answer = await complete({ input });
    if (answer.kind === 'unanswered') return t.problem[answer.problem];
    const result = answer.data.completeProviderSignIn;
    if (result.__typename === 'SecondFactorRequired') setChallenge(result.challenge);
    else if (result.__typename !== 'SignInSuccess') return refusalText(result);
    else {
      session.accept(result);
      navigate(safePath(next), { replace: true });
    }
    return null;
  };
  // The session is known first: an answer is taken once, and a link is made for who is signed in.
  useEffect(() => {
    if (state.kind === 'unknown' || isSent.current) return;
    isSent.current = true;
    void finish(location.search.slice(1)).then(setFailure);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- It is sent once, as soon as the session is known.
  }, [state.kind]);

  if (challenge !== null)
    return (
      <SecondStep
        challenge={challenge}
        onSignedIn={() => navigate(safePath(next), { replace: true })}
        onAgain={() => navigate('/sign-in', { replace: true })}
      />
    );
  return (
    <AuthFrame title={t.nav.signIn} hint={failure === null ? t.auth.returning : t.auth.notReturned}>
      {failure !== null && (
        <>
          <Notice tone="error">{failure}</Notice>
          <ButtonLink href={purpose === 'link' ? SECURITY_PAGE : '/sign-in'}>{t.auth.again}</ButtonLink>
        </>
      )}
    </AuthFrame>
  );
};
