import type { ReactNode } from 'react';
import { t } from '../lib/messages.ts';
import './stock-label.css';

const few = 5;

export const StockLabel = ({ available }: { readonly available: number }): ReactNode => {
  if (available === 0) return <p className="stock stock--none">{t.product.soldOut}</p>;
  if (available <= few) return <p className="stock stock--few">{t.product.fewLeft(available)}</p>;
  return <p className="stock">{t.product.inStock}</p>;
};
