import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { tc } from './messages.ts';
import { Sessions } from './session-list.tsx';

const SessionsPageQuery = graphql(`
  query SessionsPage {
    me {
      id
      ...SessionList
    }
  }
`);

const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      __typename
      ... on EndSessionSuccess {
        user {
          ...SessionList
        }
      }
    }
  }
`);

const LogoutEverywhere = graphql(`
  mutation LogoutEverywhere {
    logoutEverywhere {
      __typename
    }
  }
`);

export const SessionsPage = (): ReactNode => {
  useTitle(tc.sessions.title);
  const [{ data, error }, refetch] = usePersonalQuery({
    query: SessionsPageQuery,
  });
  const [send] = useCommand(EndSession);
  const end = async (sessionId: string): Promise<string | null> =>
    failureOf(await send({ input: { sessionId } }), ({ endSession }) => endSession);
  return (
    <>
      <h1>{tc.sessions.title}</h1>
      <p className="muted">{tc.sessions.hint}</p>
      {data?.me ? (
        <section className="card">
          <Sessions user={data.me} end={end} />
        </section>
      ) : (
        <Pending error={error} onRetry={refetch} blocks={1} />
      )}
      <EndAll />
    </>
  );
};

const EndAll = (): ReactNode => {
  const { session } = useSession();
  const [send, isSending] = useCommand(LogoutEverywhere);
  const [failure, setFailure] = useState<string | null>(null);
  const endAll = async (): Promise<void> => {
    setFailure(failureOf(await send({}), ({ logoutEverywhere }) => logoutEverywhere));
    await session.refresh().catch(() => undefined);
  };
  return (
    <div>
      {failure && <Notice tone="error">{failure}</Notice>}
      <Button look="secondary" isPending={isSending} onClick={() => void endAll()}>
        {tc.sessions.endAll}
      </Button>
    </div>
  );
};
