import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { Pending } from '../problems/pending.tsx';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { ta } from './messages.ts';
import { StockTable } from './stock-table.tsx';

const StockPageQuery = graphql(`
  query StockPage($filter: ProductFilter, $after: String) {
    products(filter: $filter, sort: NAME_ASC, first: 20, after: $after) {
      totalCount
      edges {
        node {
          id
          variants {
            ...StockTableVariant
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const StockPage = (): ReactNode => {
  useTitle(ta.stock.title);
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  return (
    <div className="stack">
      <div className="admin-orders__head">
        <h1>{ta.stock.title}</h1>
        <SearchForm
          label={ta.stock.search}
          search={search}
          action={t.search.submit}
          onSearch={(words) => setParams(words ? { search: words } : {})}
        />
      </div>
      <StockList key={search} search={search} />
    </div>
  );
};

const StockList = ({ search }: { readonly search: string }): ReactNode => {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = usePersonalQuery({
    query: StockPageQuery,
    variables: { filter: search ? { search } : {}, after },
  });
  if (!data) return <Pending error={error} onRetry={refetch} blocks={4} />;
  const { edges, totalCount, pageInfo } = data.products;
  if (edges.length === 0) return <EmptyState level={2} title={ta.stock.emptyTitle} hint={ta.stock.emptyHint} />;
  return (
    <>
      <StockTable variants={edges.flatMap(({ node }) => node.variants)} />
      <p className="muted small">{t.list.shown(edges.length, totalCount)}</p>
      <MoreButton pageInfo={pageInfo} isFetching={fetching} onMore={setAfter} />
    </>
  );
};
