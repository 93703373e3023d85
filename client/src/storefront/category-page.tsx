import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useTitle } from '../lib/use-title.ts';
import { NotFoundView } from '../ui/not-found-view.tsx';
import { CatalogueLayout } from './catalogue-layout.tsx';
import { filterOf } from './list-address.ts';
import { ProductGridSkeleton } from './product-grid.tsx';
import { ProductList } from './product-list.tsx';
import { useListAddress } from './use-list-address.ts';

const CategoryPageQuery = graphql(`
  query CategoryPage($slug: String!, $filter: ProductFilter, $sort: ProductSort, $after: String) {
    shopCurrency {
      digits
    }
    category(slug: $slug) {
      id
      slug
      name
      description
      parent {
        id
        slug
        name
      }
      products(filter: $filter, sort: $sort, first: 24, after: $after) {
        ...ProductListConnection
        facets {
          ...ListFiltersFacets
        }
      }
    }
  }
`);

export const CategoryPage = ({ slug }: { readonly slug: string }): ReactNode => {
  const { address, after, change, clear, loadAfter } = useListAddress();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: CategoryPageQuery,
    variables: { slug, filter: filterOf(address), sort: address.sort, after },
    requestPolicy: 'cache-and-network',
  });
  // While another category loads, urql still shows the one before.
  const category = data?.category?.slug === slug ? data.category : undefined;
  useTitle(category?.name);
  if (data && !category && !fetching) return <NotFoundView />;
  return (
    <CatalogueLayout
      title={category?.name ?? '…'}
      description={
        category && (
          <p>
            {category.parent && (
              <>
                <Link href={`/categories/${category.parent.slug}`}>{category.parent.name}</Link>
                {' · '}
              </>
            )}
            {category.description}
          </p>
        )
      }
      address={address}
      digits={data?.shopCurrency.digits}
      facets={category?.products.facets}
      onChange={change}
    >
      {error && !category && <ProblemNotice error={error} onRetry={refetch} />}
      {category ? (
        <ProductList connection={category.products} isFetching={fetching} onMore={loadAfter} onClear={clear} />
      ) : (
        !error && <ProductGridSkeleton />
      )}
    </CatalogueLayout>
  );
};
