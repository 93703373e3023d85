import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useSearchParams } from 'wouter';
import type { OrderStatus } from '../graphql/__generated__/graphql.ts';
import { useTitle } from '../lib/use-title.ts';
import { ta } from './messages.ts';
import { OrderFinder } from './order-finder.tsx';
import { OrderQueue } from './order-queue.tsx';
import './orders-page.css';

const tabs = [
  'PAID',
  'CONFIRMED',
  'PENDING_PAYMENT',
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
] as const satisfies readonly OrderStatus[];

export const OrdersPage = (): ReactNode => {
  useTitle(ta.orders.title);
  const [params, setParams] = useSearchParams();
  const status = tabs.find((tab) => tab === params.get('status')) ?? 'PAID';
  return (
    <div className="stack">
      <div className="admin-orders__head">
        <h1>{ta.orders.title}</h1>
        <OrderFinder />
      </div>
      <Tabs
        className="stack"
        selectedKey={status}
        onSelectionChange={(key) => setParams({ status: String(key) }, { replace: true })}
      >
        <TabList className="tabs" aria-label={ta.orders.title}>
          {tabs.map((tab) => (
            <Tab key={tab} id={tab} className="tabs__tab">
              {ta.orders.tabs[tab]}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={status} id={status}>
          <OrderQueue status={status} />
        </TabPanel>
      </Tabs>
    </div>
  );
};
