import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { problemOf } from '../graphql/problem.ts';
import { formatDateTime } from '../lib/format.ts';
import { useTitle } from '../lib/use-title.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { NotFoundView } from '../ui/not-found-view.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { tc } from './messages.ts';
import './mailbox-page.css';

const MailboxPageQuery = graphql(`
  query MailboxPage {
    mailbox {
      id
      to
      subject
      text
      sentAt
    }
  }
`);

/** Text whose addresses can be followed. */
const Linked = ({ text }: { readonly text: string }): ReactNode =>
  text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <a key={`${index} ${part}`} href={part}>
        {part}
      </a>
    ),
  );

/** Where the mails of a demo arrive, as it sends none. Another shop has no such page. */
export const MailboxPage = (): ReactNode => {
  useTitle(tc.mailbox.title);
  const [{ data, error, fetching }, refetch] = usePersonalQuery({
    query: MailboxPageQuery,
    requestPolicy: 'network-only',
  });
  if (!data) {
    if (!error)
      return (
        <Loading>
          <Skeleton shape="title" />
          <Skeleton shape="block" count={3} />
        </Loading>
      );
    const problem = problemOf(error);
    return problem === 'forbidden' || problem === 'signed-out' ? (
      <NotFoundView />
    ) : (
      <ProblemNotice error={error} onRetry={refetch} />
    );
  }
  return (
    <div className="stack mailbox">
      <h1>{tc.mailbox.title}</h1>
      <Notice tone="info">{tc.mailbox.hint}</Notice>
      <div>
        <Button look="secondary" isPending={fetching} onClick={refetch}>
          {tc.mailbox.refresh}
        </Button>
      </div>
      {data.mailbox.length === 0 && <p className="muted">{tc.mailbox.empty}</p>}
      {data.mailbox.map(({ id, to, subject, text, sentAt }) => (
        <article key={id} className="card mailbox__mail">
          <h2>{subject}</h2>
          <p className="muted small">
            {tc.mailbox.to(to)} · {formatDateTime(sentAt)}
          </p>
          <p className="mailbox__text">
            <Linked text={text} />
          </p>
        </article>
      ))}
    </div>
  );
};
