import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOnceCommand } from '../graphql/commands.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { usePolledQuery } from '../graphql/use-polled-query.ts';
import { formatAgo, formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useServerNow } from '../lib/server-clock.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ta } from './messages.ts';
import { WorkList } from './work-list.tsx';
import './processing.css';

const SagaListItem = graphql(`
  fragment SagaListItem on Saga {
    id
    state
    canRetry
    isOverdue
    attempts
    lastError
    nextRunAt
    updatedAt
    order {
      id
      number
    }
  }
`);

const SagaListQuery = graphql(`
  query SagaList($isOverdue: Boolean) {
    sagas(filter: { isOverdue: $isOverdue }, first: 50) {
      totalCount
      edges {
        node {
          id
          ...SagaListItem
        }
      }
    }
  }
`);

const RetrySaga = graphql(`
  mutation RetrySaga($input: RetrySagaInput!) {
    retrySaga(input: $input) {
      __typename
      ... on RetrySagaSuccess {
        saga {
          ...SagaListItem
        }
      }
      ... on SagaStateError {
        saga {
          ...SagaListItem
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const everyMs = 5_000;

export const SagaList = ({ isOverdueOnly }: { readonly isOverdueOnly: boolean }): ReactNode => {
  const [{ data, error }, refetch] = usePolledQuery(
    { query: SagaListQuery, variables: { isOverdue: isOverdueOnly ? true : null } },
    everyMs,
    () => true,
  );
  const nowMs = useServerNow(5_000);
  return (
    <WorkList
      list={data?.sagas}
      error={error}
      onRetry={refetch}
      className="processing"
      {...(isOverdueOnly ? ta.processing.overdue : ta.processing.all)}
    >
      {(node) => <SagaItem key={node.id} saga={node} nowMs={nowMs} onRetried={refetch} />}
    </WorkList>
  );
};

type ItemProps = {
  readonly saga: FragmentType<typeof SagaListItem>;
  readonly nowMs: number;
  readonly onRetried: () => void;
};

const SagaItem = ({ saga: masked, nowMs, onRetried }: ItemProps): ReactNode => {
  const saga = readFragment(SagaListItem, masked);
  const [retry, isRetrying] = useOnceCommand(RetrySaga, `retry-saga.${saga.id}`);
  const [failure, setFailure] = useState<string | null>(null);
  const retryNow = async (): Promise<void> => {
    const answer = await retry({ orderId: saga.id });
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const result = answer.data.retrySaga;
    if (result.__typename === 'RetrySagaSuccess') setFailure(null);
    else setFailure(result.__typename === 'SagaStateError' ? ta.processing.nothingToTry : refusalText(result));
    onRetried();
  };
  return (
    <li className="processing__item card">
      <div className="processing__what">
        <strong>
          {saga.order ? (
            <Link href={`/admin/orders/${saga.order.id}`}>{t.order.title(saga.order.number)}</Link>
          ) : (
            ta.processing.noOrder
          )}
        </strong>
        <Badge tone={saga.isOverdue ? 'bad' : 'neutral'}>{ta.processing.states[saga.state]}</Badge>
        <span className="muted small">{ta.processing.since(formatAgo(saga.updatedAt, nowMs))}</span>
      </div>
      {saga.canRetry && (
        <Button look="secondary" isPending={isRetrying} onClick={() => void retryNow()}>
          {ta.processing.retry}
        </Button>
      )}
      {saga.attempts > 0 && (
        <p className="processing__error small">
          {ta.processing.tries(saga.attempts)}
          {saga.lastError && `: ${saga.lastError}`}
          {saga.nextRunAt && <span className="muted"> · {ta.processing.next(formatDateTime(saga.nextRunAt))}</span>}
        </p>
      )}
      {failure && (
        <p className="processing__error small" role="alert">
          {failure}
        </p>
      )}
    </li>
  );
};
