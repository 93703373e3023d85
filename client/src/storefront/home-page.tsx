import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { CategoryShelf } from './category-shelf.tsx';
import { HeroPictures } from './hero-pictures.tsx';
import { ProductGrid, ProductGridSkeleton } from './product-grid.tsx';
import './home-page.css';

const HomePageQuery = graphql(`
  query HomePage {
    categories {
      ...CategoryShelfCategory
    }
    products(sort: NEWEST, first: 12) {
      edges {
        node {
          id
          ...ProductCardProduct
          ...HeroPicturesProduct
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const HomePage = (): ReactNode => {
  useTitle(undefined);
  const [{ data, error }, refetch] = useQuery({ query: HomePageQuery, requestPolicy: 'cache-and-network' });
  return (
    <div className="home">
      <section className="home__hero">
        <div className="home__words">
          <h1 className="home__title">{t.shop.tagline}</h1>
          <p className="home__intro">{t.shop.intro}</p>
          <ButtonLink href="/products">{t.shop.browseAll}</ButtonLink>
        </div>
        <HeroPictures products={data?.products.edges.map(({ node }) => node) ?? []} />
      </section>
      {error && !data && <ProblemNotice error={error} onRetry={refetch} />}
      {data ? <CategoryShelf categories={data.categories} /> : !error && <ShelfSkeleton />}
      <section>
        <header className="home__section-head">
          <h2 className="home__section-title">{t.list.newest}</h2>
          <Link href="/products?sort=NEWEST">{t.list.seeAll}</Link>
        </header>
        {data ? (
          <ProductGrid products={data.products.edges.map(({ node }) => node)} />
        ) : (
          !error && <ProductGridSkeleton />
        )}
      </section>
    </div>
  );
};

const ShelfSkeleton = (): ReactNode => (
  <Loading>
    <div className="category-shelf">
      {Array.from({ length: 5 }, (_, index) => (
        <span key={index} className="home__shelf-skeleton">
          <Skeleton shape="pill" />
        </span>
      ))}
    </div>
  </Loading>
);
