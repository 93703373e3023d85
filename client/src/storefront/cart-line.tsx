import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CartContentsFragment } from '../graphql/__generated__/graphql.ts';
import { formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Picture } from '../ui/picture.tsx';
import { QuantityField } from '../ui/quantity-field.tsx';
import './cart-line.css';

type Props = {
  readonly line: CartContentsFragment['lines'][number];
  readonly onQuantity: (quantity: number) => void;
  readonly onRemove: () => void;
};

export const CartLine = ({ line, onQuantity, onRemove }: Props): ReactNode => {
  const { variant, quantity, unitPrice, total } = line;
  const product = variant?.product;
  const name = product?.name ?? t.cart.goneItem;
  const isShort = variant && quantity > variant.available;
  return (
    <li className="cart-line">
      <Picture image={product?.image} seed={product?.slug ?? line.id} size="thumb" isDecorative />
      <div className="cart-line__text">
        <p className="cart-line__name">
          {product ? <Link href={`/products/${product.slug}`}>{product.name}</Link> : name}
        </p>
        {variant && variant.name !== product?.name && <p className="muted small">{variant.name}</p>}
        {unitPrice && quantity > 1 && <p className="muted small tabular">{t.cart.each(formatMoney(unitPrice))}</p>}
        {isShort && <p className="cart-line__short small">{t.cart.onlySome(variant.available)}</p>}
      </div>
      <p className="cart-line__total tabular">{total ? formatMoney(total) : '—'}</p>
      <div className="cart-line__actions">
        <QuantityField label={t.cart.quantityOf(name)} value={quantity} onChange={onQuantity} />
        <button type="button" className="cart-line__remove" aria-label={t.cart.remove(name)} onClick={onRemove}>
          {t.cart.removeShort}
        </button>
      </div>
    </li>
  );
};
