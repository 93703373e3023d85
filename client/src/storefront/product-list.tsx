import type { ReactNode } from 'react';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { ProductGrid } from './product-grid.tsx';
import './product-list.css';

export const ProductListConnection = graphql(`
  fragment ProductListConnection on ProductConnection {
    totalCount
    edges {
      node {
        id
        ...ProductCardProduct
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

type Props = {
  readonly connection: FragmentType<typeof ProductListConnection>;
  readonly isFetching: boolean;
  readonly onMore: (after: string) => void;
  readonly onClear: () => void;
};

export const ProductList = ({ connection, isFetching, onMore, onClear }: Props): ReactNode => {
  const { edges, totalCount, pageInfo } = readFragment(ProductListConnection, connection);
  if (edges.length === 0) {
    return (
      <EmptyState level={2} title={t.list.emptyTitle} hint={t.list.emptyHint}>
        <Button look="secondary" onClick={onClear}>
          {t.list.clear}
        </Button>
      </EmptyState>
    );
  }
  return (
    <div className={`product-list${isFetching ? ' product-list--fetching' : ''}`}>
      <ProductGrid products={edges.map(({ node }) => node)} />
      <footer className="product-list__foot">
        <p className="muted small">{t.list.shown(edges.length, totalCount)}</p>
        <MoreButton pageInfo={pageInfo} isFetching={isFetching} onMore={onMore} />
      </footer>
    </div>
  );
};
