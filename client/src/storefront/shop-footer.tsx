import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../lib/messages.ts';
import './shop-footer.css';

export const ShopFooter = (): ReactNode => (
  <footer className="shop-footer">
    <div className="shop-footer__row">
      <p className="shop-footer__note">{t.shop.footer}</p>
      <Link href="/products">{t.nav.products}</Link>
      <Link href="/orders">{t.nav.orders}</Link>
      <Link href="/find-order">{t.findOrder.title}</Link>
      <Link href="/admin">{t.nav.admin}</Link>
    </div>
  </footer>
);
