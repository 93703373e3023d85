import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import '../graphql/session-documents.ts';
import { t } from '../lib/messages.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

const BeginPasskeySignIn = graphql(`
  mutation BeginPasskeySignIn {
    beginPasskeySignIn {
      __typename
      ... on PasskeyOptions {
        options
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
    }
  }
`);

const SignInWithPasskey = graphql(`
  mutation SignInWithPasskey($input: SignInWithPasskeyInput!) {
    signInWithPasskey(input: $input) {
      __typename
      ...SignedIn
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Signs in without name and password, in browsers that can. */
export const PasskeySignIn = ({ onSignedIn }: { readonly onSignedIn: () => void }): ReactNode => {
  const { session } = useSession();
  const [begin] = useCommand(BeginPasskeySignIn);
  const [send] = useCommand(SignInWithPasskey);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** Null when it went well; otherwise why not. */
  const signIn = async (): Promise<string | null> => {
    const begun = await begin({});
    if (begun.kind === 'unanswered') return t.problem[begun.problem];
    const asked = begun.data.beginPasskeySignIn;
    if (asked.__typename !== 'PasskeyOptions') return refusalText(asked);
    const { askForPasskey } = await import('./passkey-ceremonies.ts');
    const response = await askForPasskey(asked.options);
    if (response === null) return t.auth.passkeyUnanswered;
    const answer = await send({ input: { response } });
    if (answer.kind === 'unanswered') return t.problem[answer.problem];
    const result = answer.data.signInWithPasskey;
    if (result.__typename !== 'SignInSuccess') return refusalText(result);
    session.accept(result);
    onSignedIn();
    return null;
  };

  const press = async (): Promise<void> => {
    setIsBusy(true);
    setFailure(null);
    setFailure(await signIn());
    setIsBusy(false);
  };

  if (!('PublicKeyCredential' in globalThis)) return null;
  return (
    <>
      {failure && <Notice tone="error">{failure}</Notice>}
      <Button look="secondary" isWide isPending={isBusy} onClick={() => void press()}>
        {t.auth.passkey}
      </Button>
    </>
  );
};
