import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CartContentsFragment } from '../graphql/__generated__/graphql.ts';
import { unreachable } from '../graphql/refusals.ts';
import { formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Picture } from '../ui/picture.tsx';
import { QuantityField } from '../ui/quantity-field.tsx';
import './cart-line.css';

type Line = CartContentsFragment['lines'][number];

const warningText = (warning: Line['warnings'][number]): string => {
  switch (warning.__typename) {
    case 'PriceChangedWarning':
      return t.cart.priceChanged(formatMoney(warning.priceWhenAdded));
    case 'InsufficientStockWarning':
      return t.cart.onlySome(warning.available);
    case 'NotOnSaleWarning':
      return t.cart.notOnSale;
    default:
      return unreachable(warning);
  }
};

type Props = {
  readonly line: Line;
  readonly onQuantity: (quantity: number) => void;
  readonly onRemove: () => void;
};

export const CartLine = ({ line, onQuantity, onRemove }: Props): ReactNode => {
  const { variant, quantity, unitPrice, total } = line;
  const product = variant?.product;
  const name = product?.name ?? t.cart.goneItem;
  return (
    <li className="cart-line">
      <Picture image={product?.image} seed={product?.slug ?? line.id} size="thumb" isDecorative />
      <div className="cart-line__text">
        <p className="cart-line__name">
          {product ? <Link href={`/products/${product.slug}`}>{product.name}</Link> : name}
        </p>
        {variant && variant.name !== product?.name && <p className="muted small">{variant.name}</p>}
        {unitPrice && quantity > 1 && <p className="muted small tabular">{t.cart.each(formatMoney(unitPrice))}</p>}
        {line.warnings.map((warning) => (
          <p key={warning.__typename} className="cart-line__warning small">
            {warningText(warning)}
          </p>
        ))}
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
