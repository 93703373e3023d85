import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { formatDate } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { failureOf } from '../problems/failure-of.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { tc } from './messages.ts';
import { rememberAttempt } from './provider-attempt.ts';
import { BeginProviderLink, LinkedAccounts as LinkedAccountsQuery, UnlinkProvider } from './provider-documents.ts';

/** The accounts elsewhere that sign the user in; nothing in a shop without providers. */
export const LinkedAccounts = (): ReactNode => {
  const [{ data }] = usePersonalQuery({ query: LinkedAccountsQuery, variables: {} });
  const [begin, isBeginning] = useCommand(BeginProviderLink);
  const [unlink, isUnlinking] = useCommand(UnlinkProvider);
  const [failure, setFailure] = useState<string | null>(null);
  if (!data?.me || data.signInProviders.length === 0) return null;
  const leave = async (providerId: string): Promise<void> => {
    const answer = await begin({ input: { providerId } });
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const result = answer.data.beginProviderLink;
    if (result.__typename !== 'BeginProviderSignInSuccess') return setFailure(refusalText(result));
    rememberAttempt({ purpose: 'link', next: '/' });
    location.assign(result.url);
  };
  const remove = async (linkedAccountId: string): Promise<void> => {
    const answer = await unlink({ input: { linkedAccountId } });
    setFailure(failureOf(answer, ({ unlinkProvider }) => unlinkProvider));
  };
  return (
    <section className="card" aria-labelledby="linked-accounts">
      <h2 id="linked-accounts">{tc.linked.title}</h2>
      {data.me.linkedAccounts.map(({ id, providerName, createdAt }) => (
        <p key={id}>
          {tc.linked.since(providerName, formatDate(createdAt))}{' '}
          <Button look="quiet" isPending={isUnlinking} onClick={() => void remove(id)}>
            {tc.linked.remove(providerName)}
          </Button>
        </p>
      ))}
      {data.signInProviders.map(({ id, name }) => (
        <Button key={id} look="secondary" isPending={isBeginning} onClick={() => void leave(id)}>
          {tc.linked.add(name)}
        </Button>
      ))}
      {failure && <Notice tone="error">{failure}</Notice>}
    </section>
  );
};
