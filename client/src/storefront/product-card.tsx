import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Picture } from '../ui/picture.tsx';
import './product-card.css';

export const ProductCardProduct = graphql(`
  fragment ProductCardProduct on Product {
    id
    slug
    name
    inStock
    image {
      url
      alt
    }
    priceRange {
      min {
        amount
        currency
        digits
      }
      max {
        amount
        currency
        digits
      }
    }
  }
`);

type Props = { readonly product: FragmentType<typeof ProductCardProduct>; readonly isEager?: boolean };

export const ProductCard = ({ product: masked, isEager = false }: Props): ReactNode => {
  const product = readFragment(ProductCardProduct, masked);
  const prices = product.priceRange;
  return (
    <article className={`product-card${product.inStock ? '' : ' product-card--sold-out'}`}>
      <Picture image={product.image} seed={product.slug} size="tile" isEager={isEager} isDecorative />
      <h3 className="product-card__name">
        <Link className="product-card__link" href={`/products/${product.slug}`}>
          {product.name}
        </Link>
      </h3>
      <p className="product-card__price tabular">
        {!prices
          ? t.product.noPrice
          : prices.min.amount === prices.max.amount
            ? formatMoney(prices.min)
            : t.product.from(formatMoney(prices.min))}
        {!product.inStock && <span className="product-card__stock">{t.product.soldOut}</span>}
      </p>
    </article>
  );
};
