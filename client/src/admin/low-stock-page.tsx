import { useState, type ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { Pending } from '../problems/pending.tsx';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ta } from './messages.ts';
import { StockTable } from './stock-table.tsx';

const LowStockQuery = graphql(`
  query LowStock($threshold: Int!, $after: String) {
    lowStock(threshold: $threshold, first: 30, after: $after) {
      totalCount
      edges {
        node {
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
  });
  const list = data?.lowStock;
  return (
    <div className="stack">
      <div>
        <h1>{ta.stock.lowTitle}</h1>
        <p className="muted">{ta.stock.lowHint(threshold)}</p>
      </div>
      {!list && <Pending error={error} onRetry={refetch} blocks={4} />}
      {list?.edges.length === 0 && <EmptyState level={2} title={ta.stock.lowEmptyTitle} hint={ta.stock.lowEmptyHint} />}
      {list && list.edges.length > 0 && <StockTable variants={list.edges.map(({ node }) => node)} />}
      {list && <MoreButton pageInfo={list.pageInfo} isFetching={fetching} onMore={setAfter} />}
    </div>
  );
};
