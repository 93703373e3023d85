import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { formValues } from '../lib/form-values.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { ta } from './messages.ts';
import './orders-page.css';
import './users.css';

const UsersQuery = graphql(`
  query Users($search: String, $after: String) {
    users(filter: { search: $search }, first: 30, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          email
          phone
          role
          isGuest
          isDisabled
          staffRole {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const UsersPage = (): ReactNode => {
  useTitle(ta.users.title);
  const [params, setParams] = useSearchParams();
  const search = params.get('search');
  const find = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = formValues(event.currentTarget)['search']?.trim() ?? '';
    setParams(typed === '' ? {} : { search: typed }, { replace: true });
  };
  return (
    <div className="stack">
      <div className="admin-orders__head">
        <h1>{ta.users.title}</h1>
        <form key={search} className="order-finder" role="search" onSubmit={find}>
          <input
            name="search"
            maxLength={100}
            autoComplete="off"
            defaultValue={search ?? ''}
            aria-label={ta.users.search}
            placeholder={ta.users.placeholder}
          />
          <Button type="submit" look="secondary">
            {ta.users.find}
          </Button>
        </form>
      </div>
      <UserList key={search} search={search} />
    </div>
  );
};

const UserList = ({ search }: { readonly search: string | null }): ReactNode => {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = usePersonalQuery({
    query: UsersQuery,
    variables: { search, after },
    requestPolicy: 'cache-and-network',
  });
  const list = data?.users;
  const endCursor = list?.pageInfo.endCursor;
  if (!list)
    return error ? (
      <ProblemNotice error={error} onRetry={refetch} />
    ) : (
      <Loading>
        <Skeleton shape="block" count={4} />
      </Loading>
    );
  if (list.edges.length === 0) return <EmptyState level={2} title={ta.users.emptyTitle} hint={ta.users.empty} />;
  return (
    <>
      <p className="muted small">{ta.users.count(list.totalCount)}</p>
      <ul className="users">
        {list.edges.map(({ node }) => (
          <li key={node.id} className="users__item card">
            <Link href={`/admin/users/${node.id}`}>{node.name}</Link>
            <span className="users__badges">
              {(node.role !== 'CUSTOMER' || node.isGuest) && (
                <Badge tone="neutral">
                  {node.isGuest ? ta.users.guest : (node.staffRole?.name ?? ta.users.roles[node.role])}
                </Badge>
              )}
              {node.isDisabled && <Badge tone="bad">{ta.users.lockedOut}</Badge>}
            </span>
            <span className="users__reach muted small">
              {[node.email, node.phone].filter((each) => each !== null).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {list.pageInfo.hasNextPage && endCursor && (
        <Button look="secondary" isPending={fetching} onClick={() => setAfter(endCursor)}>
          {t.list.more}
        </Button>
      )}
    </>
  );
};
