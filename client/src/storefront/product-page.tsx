import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Picture } from '../ui/picture.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { BuyPanel } from './buy-panel.tsx';
import './product-page.css';

const ProductPageQuery = graphql(`
  query ProductPage($slug: String!) {
    product(slug: $slug) {
      id
      slug
      name
      description
      image {
        url
        alt
      }
      categories {
        id
        slug
        name
      }
      ...BuyPanelProduct
    }
  }
`);

export const ProductPage = ({ slug }: { readonly slug: string }): ReactNode => {
  const [{ data, error, fetching }, refetch] = useQuery({
    query: ProductPageQuery,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  // While another product loads, urql still shows the one before.
  const product = data?.product?.slug === slug ? data.product : undefined;
  useTitle(product?.name);
  if (!product) {
    if (error) return <ProblemNotice error={error} onRetry={refetch} />;
    return fetching ? <ProductSkeleton /> : <GoneProduct />;
  }
  return (
    <article className="product">
      <Picture image={product.image} seed={product.slug} size="hero" isEager />
      <div className="product__text">
        <nav className="product__categories small" aria-label={t.list.categories}>
          {product.categories.map((category) => (
            <Link key={category.id} href={`/categories/${category.slug}`}>
              {category.name}
            </Link>
          ))}
        </nav>
        <h1>{product.name}</h1>
        <p className="product__description">{product.description}</p>
        <BuyPanel key={product.id} product={product} />
      </div>
    </article>
  );
};

const GoneProduct = (): ReactNode => (
  <EmptyState title={t.product.gone} hint={t.product.goneHint}>
    <ButtonLink href="/products">{t.shop.browseAll}</ButtonLink>
  </EmptyState>
);

const ProductSkeleton = (): ReactNode => (
  <Loading>
    <div className="product">
      <Skeleton shape="tile" />
      <div className="product__text">
        <Skeleton shape="title" />
        <Skeleton shape="line" count={3} />
        <Skeleton shape="block" />
      </div>
    </div>
  </Loading>
);
