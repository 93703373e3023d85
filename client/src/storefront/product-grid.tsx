import type { ReactNode } from 'react';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import type { FragmentType } from '../graphql/fragment.ts';
import { ProductCard, type ProductCardProduct } from './product-card.tsx';

type Item = FragmentType<typeof ProductCardProduct> & { readonly id: string };

/** The first rows are on screen at once: their pictures do not wait. */
const eagerCount = 4;

export const ProductGrid = ({ products }: { readonly products: readonly Item[] }): ReactNode => (
  <ul className="product-grid">
    {products.map((product, index) => (
      <li key={product.id}>
        <ProductCard product={product} isEager={index < eagerCount} />
      </li>
    ))}
  </ul>
);

export const ProductGridSkeleton = (): ReactNode => (
  <Loading>
    <div className="product-grid">
      <Skeleton shape="card" count={8} />
    </div>
  </Loading>
);
