import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { CatalogueLayout } from './catalogue-layout.tsx';
import { filterOf } from './list-address.ts';
import { ProductGridSkeleton } from './product-grid.tsx';
import { ProductList } from './product-list.tsx';
import { useListAddress } from './use-list-address.ts';

const ProductsPageQuery = graphql(`
  query ProductsPage($filter: ProductFilter, $sort: ProductSort, $after: String) {
    shopCurrency {
      digits
    }
    products(filter: $filter, sort: $sort, first: 24, after: $after) {
      ...ProductListConnection
      facets {
        ...ListFiltersFacets
      }
    }
  }
`);

export const ProductsPage = (): ReactNode => {
  const { address, after, change, clear, loadAfter } = useListAddress();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: ProductsPageQuery,
    variables: { filter: filterOf(address), sort: address.sort, after },
    requestPolicy: 'cache-and-network',
  });
  const title = address.search ? t.list.resultsFor(address.search) : t.list.all;
  useTitle(title);
  return (
    <CatalogueLayout
      title={title}
      address={address}
      digits={data?.shopCurrency.digits}
      facets={data?.products.facets}
      onChange={change}
    >
      {error && !data && <ProblemNotice error={error} onRetry={refetch} />}
      {data ? (
        <ProductList connection={data.products} isFetching={fetching} onMore={loadAfter} onClear={clear} />
      ) : (
        !error && <ProductGridSkeleton />
      )}
    </CatalogueLayout>
  );
};
