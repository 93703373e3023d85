import { lazy, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { UnconfirmedNotice } from '../account/unconfirmed-notice.tsx';
import { NotFoundView } from '../ui/not-found-view.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { HomePage } from './home-page.tsx';
import { ShopHeader } from './shop-header.tsx';
import { ShopFooter } from './shop-footer.tsx';

const ProductsPage = lazy(() => import('./products-page.tsx').then((m) => ({ default: m.ProductsPage })));
const CategoryPage = lazy(() => import('./category-page.tsx').then((m) => ({ default: m.CategoryPage })));
const ProductPage = lazy(() => import('./product-page.tsx').then((m) => ({ default: m.ProductPage })));
const CartPage = lazy(() => import('./cart-page.tsx').then((m) => ({ default: m.CartPage })));
const CheckoutPage = lazy(() => import('./checkout-page.tsx').then((m) => ({ default: m.CheckoutPage })));
const PaymentPage = lazy(() => import('./payment-page.tsx').then((m) => ({ default: m.PaymentPage })));
const OrderPage = lazy(() => import('./order-page.tsx').then((m) => ({ default: m.OrderPage })));
const MailboxPage = lazy(() => import('../account/mailbox-page.tsx').then((m) => ({ default: m.MailboxPage })));
const OrdersPage = lazy(() => import('./orders-page.tsx').then((m) => ({ default: m.OrdersPage })));
const FindOrderPage = lazy(() => import('./find-order-page.tsx').then((m) => ({ default: m.FindOrderPage })));
const AccountArea = lazy(() => import('../account/account-area.tsx').then((m) => ({ default: m.AccountArea })));

export const Storefront = (): ReactNode => (
  <>
    <ShopHeader />
    <PageFrame>
      <UnconfirmedNotice />
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/products" component={ProductsPage} />
        <Route path="/categories/:slug">{({ slug }) => <CategoryPage key={slug} slug={slug} />}</Route>
        <Route path="/products/:slug">{({ slug }) => <ProductPage slug={slug} />}</Route>
        <Route path="/cart" component={CartPage} />
        <Route path="/checkout" component={CheckoutPage} />
        <Route path="/orders" component={OrdersPage} />
        <Route path="/orders/:id">{({ id }) => <OrderPage key={id} id={id} />}</Route>
        <Route path="/orders/:id/pay">{({ id }) => <PaymentPage key={id} id={id} />}</Route>
        <Route path="/find-order" component={FindOrderPage} />
        <Route path="/account/*?" component={AccountArea} />
        <Route path="/mailbox" component={MailboxPage} />
        <Route component={NotFoundView} />
      </Switch>
    </PageFrame>
    <ShopFooter />
  </>
);
