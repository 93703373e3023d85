import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOnceCommand } from '../graphql/commands.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { usePolledQuery } from '../graphql/use-polled-query.ts';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ta } from './messages.ts';
import { WorkList } from './work-list.tsx';
import './processing.css';

const DeadLetterItem = graphql(`
  fragment DeadLetterItem on DeadLetter {
    id
    type
    version
    payload
    parkedAt
    error
    tries
    order {
      id
      number
    }
  }
`);

const DeadLetterQuery = graphql(`
  query DeadLetters {
    deadLetters(first: 50) {
      totalCount
      edges {
        node {
          id
          ...DeadLetterItem
        }
      }
    }
  }
`);

const ReplayDeadLetter = graphql(`
  mutation ReplayDeadLetter($input: ReplayDeadLetterInput!) {
    replayDeadLetter(input: $input) {
      __typename
      ... on ReplayDeadLetterSuccess {
        id
      }
      ... on ReplayFailedError {
        error
      }
      ... on UserError {
        message
      }
    }
  }
`);

const everyMs = 5_000;

export const DeadLetterList = (): ReactNode => {
  const [{ data, error }, refetch] = usePolledQuery({ query: DeadLetterQuery, variables: {} }, everyMs, () => true);
  const [replayed, setReplayed] = useState<string | null>(null);
  return (
    <div className="stack">
      {replayed && <Notice tone="success">{ta.processing.replayed(replayed)}</Notice>}
      <WorkList
        list={data?.deadLetters}
        error={error}
        onRetry={refetch}
        className="processing"
        {...ta.processing.deadLetters}
      >
        {(node) => (
          <Letter
            key={node.id}
            letter={node}
            onReplayed={(type) => {
              setReplayed(type);
              refetch({ requestPolicy: 'network-only' });
            }}
          />
        )}
      </WorkList>
    </div>
  );
};

type LetterProps = {
  readonly letter: FragmentType<typeof DeadLetterItem>;
  readonly onReplayed: (type: string) => void;
};

const Letter = ({ letter: masked, onReplayed }: LetterProps): ReactNode => {
  const letter = readFragment(DeadLetterItem, masked);
  const [replay, isReplaying] = useOnceCommand(ReplayDeadLetter, `replay-dead-letter.${letter.id}`);
  const [failure, setFailure] = useState<string | null>(null);
  const replayNow = async (): Promise<void> => {
    const answer = await replay({ id: letter.id });
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const result = answer.data.replayDeadLetter;
    if (result.__typename === 'ReplayDeadLetterSuccess') return onReplayed(letter.type);
    setFailure(result.__typename === 'ReplayFailedError' ? result.error : refusalText(result));
  };
  return (
    <li className="processing__item card">
      <div className="processing__what">
        <strong>{letter.type}</strong>
        {letter.order && <Link href={`/admin/orders/${letter.order.id}`}>{t.order.title(letter.order.number)}</Link>}
        <span className="muted small">{ta.processing.parked(letter.tries, formatDateTime(letter.parkedAt))}</span>
      </div>
      <Button look="secondary" isPending={isReplaying} onClick={() => void replayNow()}>
        {ta.processing.replay}
      </Button>
      <p className="processing__error small">{failure ?? letter.error}</p>
      <details className="processing__payload small">
        <summary>{ta.processing.payload(letter.version)}</summary>
        <pre>{letter.payload}</pre>
      </details>
    </li>
  );
};
