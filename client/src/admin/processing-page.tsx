import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useSearchParams } from 'wouter';
import { useTitle } from '../lib/use-title.ts';
import { DeadLetterList } from './dead-letter-list.tsx';
import { ta } from './messages.ts';
import { SagaList } from './saga-list.tsx';
import './orders-page.css';
import './processing.css';

const tabs = ['overdue', 'all', 'deadLetters'] as const;

/** What the shop does by itself, and where it needs a hand. */
export const ProcessingPage = (): ReactNode => {
  useTitle(ta.processing.title);
  const [params, setParams] = useSearchParams();
  const shown = tabs.find((tab) => tab === params.get('show')) ?? 'overdue';
  return (
    <div className="stack">
      <header className="processing__head">
        <h1>{ta.processing.title}</h1>
        <p className="muted">{ta.processing.intro}</p>
      </header>
      <Tabs
        className="stack"
        selectedKey={shown}
        onSelectionChange={(key) => setParams({ show: String(key) }, { replace: true })}
      >
        <TabList className="tabs" aria-label={ta.processing.title}>
          {tabs.map((tab) => (
            <Tab key={tab} id={tab} className="tabs__tab">
              {ta.processing.tabs[tab]}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={shown} id={shown}>
          {shown === 'deadLetters' ? <DeadLetterList /> : <SagaList isOverdueOnly={shown === 'overdue'} />}
        </TabPanel>
      </Tabs>
    </div>
  );
};
