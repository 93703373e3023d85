import { useState, type ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { ta } from './messages.ts';
import { StockTable } from './stock-table.tsx';

const LowStockQuery = graphql(`
  query LowStock($threshold: Int!, $after: String) {
    lowStock(threshold: $threshold, first: 30, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...StockTableVariant
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const threshold = 5;

export const LowStockPage = (): ReactNode => {
  useTitle(ta.stock.lowTitle);
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = usePersonalQuery({
    query: LowStockQuery,
    variables: { threshold, after },
    requestPolicy: 'cache-and-network',
  });
  const list = data?.lowStock;
  const endCursor = list?.pageInfo.endCursor;
  return (
    <div className="stack">
      <div>
        <h1>{ta.stock.lowTitle}</h1>
        <p className="muted">{ta.stock.lowHint(threshold)}</p>
      </div>
      {error && !list && <ProblemNotice error={error} onRetry={refetch} />}
      {!list && !error && (
        <Loading>
          <Skeleton shape="block" count={4} />
        </Loading>
      )}
      {list?.edges.length === 0 && <EmptyState level={2} title={ta.stock.lowEmptyTitle} hint={ta.stock.lowEmptyHint} />}
      {list && list.edges.length > 0 && <StockTable variants={list.edges.map(({ node }) => node)} />}
      {list?.pageInfo.hasNextPage && endCursor && (
        <Button look="secondary" isPending={fetching} onClick={() => setAfter(endCursor)}>
          {t.list.more}
        </Button>
      )}
    </div>
  );
};
