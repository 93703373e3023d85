import { useState, type ReactNode } from 'react';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatDateTime } from '../lib/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { tc } from './messages.ts';
import './session-list.css';

export const SessionList = graphql(`
  fragment SessionList on User {
    id
    sessions {
      id
      device
      createdAt
      lastUsedAt
      isCurrent
    }
  }
`);

type Props = {
  readonly user: FragmentType<typeof SessionList>;
  /** Ends a session; resolves to what went wrong, or null. Left out where nobody may. */
  readonly end?: ((sessionId: string) => Promise<string | null>) | undefined;
};

export const Sessions = ({ user, end }: Props): ReactNode => {
  const { sessions } = readFragment(SessionList, user);
  const [ending, setEnding] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const endIt = async (id: string): Promise<void> => {
    setEnding(id);
    setFailure((await end?.(id)) ?? null);
    setEnding(null);
  };
  if (sessions.length === 0) return <p className="muted">{tc.sessions.none}</p>;
  return (
    <>
      {failure && <Notice tone="error">{failure}</Notice>}
      <ul className="sessions">
        {sessions.map(({ id, device, createdAt, lastUsedAt, isCurrent }) => (
          <li key={id} className="sessions__item">
            <div>
              <strong>{device ?? tc.sessions.unknownDevice}</strong>{' '}
              {isCurrent && <Badge tone="good">{tc.sessions.isCurrent}</Badge>}
              <p className="muted small">
                {tc.sessions.lastUsed(formatDateTime(lastUsedAt))} · {tc.sessions.since(formatDateTime(createdAt))}
              </p>
            </div>
            {end && !isCurrent && (
              <Button
                look="secondary"
                aria-label={tc.sessions.endOf(device ?? tc.sessions.unknownDevice)}
                isPending={ending === id}
                onClick={() => void endIt(id)}
              >
                {tc.sessions.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
