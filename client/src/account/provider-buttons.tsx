import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../graphql/commands.ts';
import { t } from '../lib/messages.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { rememberAttempt } from './provider-attempt.ts';
import { BeginProviderSignIn, SignInProvidersQuery } from './provider-documents.ts';

/** A button for each provider that the shop lets people sign in by. */
export const ProviderButtons = ({ next }: { readonly next: string }): ReactNode => {
  const [{ data }] = useQuery({ query: SignInProvidersQuery });
  const [begin, isBeginning] = useCommand(BeginProviderSignIn);
  const [failure, setFailure] = useState<string | null>(null);
  const leave = async (providerId: string): Promise<void> => {
    const answer = await begin({ input: { providerId } });
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const result = answer.data.beginProviderSignIn;
    if (result.__typename !== 'BeginProviderSignInSuccess') return setFailure(refusalText(result));
    rememberAttempt({ purpose: 'sign-in', next });
    location.assign(result.url);
  };
  return (
    <>
      {data?.signInProviders.map(({ id, name }) => (
        <Button key={id} look="secondary" isWide isPending={isBeginning} onClick={() => void leave(id)}>
          {t.auth.signInBy(name)}
        </Button>
      ))}
      {failure && <Notice tone="error">{failure}</Notice>}
    </>
  );
};
