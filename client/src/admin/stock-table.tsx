import { useState, type ReactNode } from 'react';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatNumber } from '../lib/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Picture } from '../ui/picture.tsx';
import { AdjustStockForm } from './adjust-stock-form.tsx';
import { ta } from './messages.ts';
import './stock-table.css';

export const StockTableVariant = graphql(`
  fragment StockTableVariant on ProductVariant {
    id
    sku
    name
    stockLevel {
      onHand
      reserved
      available
    }
    product {
      id
      slug
      name
      image {
        url
        alt
      }
    }
  }
`);

type Named = { readonly name: string; readonly product: { readonly name: string } };

const nameOf = (variant: Named | undefined): string => {
  if (!variant) return '';
  const { name, product } = variant;
  return name === product.name ? name : `${product.name}, ${name}`;
};

type Props = { readonly variants: readonly FragmentType<typeof StockTableVariant>[] };

export const StockTable = ({ variants: masked }: Props): ReactNode => {
  const variants = readFragment(StockTableVariant, masked);
  const [adjustingId, setAdjustingId] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const adjusting = variants.find(({ id }) => id === adjustingId);
  return (
    <div className="stack">
      {saved && <Notice tone="success">{saved}</Notice>}
      <table className="stock-table">
        <thead>
          <tr>
            <th scope="col">{ta.stock.variant}</th>
            <th scope="col">{ta.stock.onHand}</th>
            <th scope="col">{ta.stock.reserved}</th>
            <th scope="col">{ta.stock.available}</th>
            <th scope="col">
              <span className="visually-hidden">{ta.stock.adjust}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ id, sku, name, product, stockLevel }) => (
            <tr key={id} className={stockLevel?.available === 0 ? 'stock-table__row--none' : undefined}>
              <th scope="row">
                <span className="stock-table__what">
                  <Picture image={product.image} seed={product.slug} size="thumb" isDecorative />
                  <span>
                    {product.name}
                    <span className="muted small">{name === product.name ? sku : `${name} · ${sku}`}</span>
                  </span>
                </span>
              </th>
              <td data-label={ta.stock.onHand}>{stockLevel ? formatNumber(stockLevel.onHand) : '—'}</td>
              <td data-label={ta.stock.reserved}>{stockLevel ? formatNumber(stockLevel.reserved) : '—'}</td>
              <td data-label={ta.stock.available}>{stockLevel ? formatNumber(stockLevel.available) : '—'}</td>
              <td>
                <Button look="secondary" aria-label={ta.stock.adjustOf(sku)} onClick={() => setAdjustingId(id)}>
                  {ta.stock.adjust}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Dialog
        title={ta.stock.adjustTitle(nameOf(adjusting))}
        isOpen={adjusting !== undefined}
        onClose={() => setAdjustingId(null)}
      >
        {adjusting && (
          <AdjustStockForm
            variantId={adjusting.id}
            onSaved={(onHand) => {
              setSaved(ta.stock.saved(adjusting.sku, onHand));
              setAdjustingId(null);
            }}
          />
        )}
      </Dialog>
    </div>
  );
};
