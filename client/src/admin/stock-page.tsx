import { useState, type FormEvent, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { formValues } from '../lib/form-values.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { ta } from './messages.ts';
import { StockTable } from './stock-table.tsx';

const StockPageQuery = graphql(`
  query StockPage($filter: ProductFilter, $after: String) {
    products(filter: $filter, sort: NAME_ASC, first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          variants {
            id
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
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = formValues(event.currentTarget)['search']?.trim() ?? '';
    setParams(words ? { search: words } : {});
  };
  return (
    <div className="stack">
      <div className="admin-orders__head">
        <h1>{ta.stock.title}</h1>
        <form className="order-finder" role="search" onSubmit={submit}>
          <input
            key={search}
            type="search"
            name="search"
            defaultValue={search}
            maxLength={200}
            aria-label={ta.stock.search}
            placeholder={ta.stock.search}
          />
          <Button type="submit" look="secondary">
            {t.search.submit}
          </Button>
        </form>
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
    requestPolicy: 'cache-and-network',
  });
  if (!data) {
    return error ? (
      <ProblemNotice error={error} onRetry={refetch} />
    ) : (
      <Loading>
        <Skeleton shape="block" count={4} />
      </Loading>
    );
  }
  const { edges, totalCount, pageInfo } = data.products;
  const { endCursor } = pageInfo;
  if (edges.length === 0) return <EmptyState level={2} title={ta.stock.emptyTitle} hint={ta.stock.emptyHint} />;
  return (
    <>
      <StockTable variants={edges.flatMap(({ node }) => node.variants)} />
      <p className="muted small">{t.list.shown(edges.length, totalCount)}</p>
      {pageInfo.hasNextPage && endCursor && (
        <Button look="secondary" isPending={fetching} onClick={() => setAfter(endCursor)}>
          {t.list.more}
        </Button>
      )}
    </>
  );
};
