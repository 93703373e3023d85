import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { Notice } from '../ui/notice.tsx';
import { ChangeEmail } from './change-email.tsx';
import { ChangePassword } from './change-password.tsx';
import { LinkedAccounts } from './linked-accounts.tsx';
import { tc } from './messages.ts';
import { Passkeys } from './passkeys.tsx';
import { TwoStep } from './two-step.tsx';

const SecurityPageQuery = graphql(`
  query SecurityPage {
    me {
      id
      ...TwoStepSignIn
      ...PasskeyList
    }
  }
`);

export const SecurityPage = (): ReactNode => {
  useTitle(tc.security.title);
  const { state } = useSession();
  const [{ data, error }, refetch] = usePersonalQuery({ query: SecurityPageQuery });
  return (
    <>
      <h1>{tc.security.title}</h1>
      {state.kind === 'signed-in' && state.needsSecondFactor && <Notice tone="info">{tc.security.needed}</Notice>}
      <ChangePassword />
      {data?.me ? (
        <>
          <TwoStep user={data.me} />
          <Passkeys user={data.me} />
        </>
      ) : (
        <Pending error={error} onRetry={refetch} blocks={2} />
      )}
      <ChangeEmail />
      <LinkedAccounts />
    </>
  );
};
