import { useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { Badge } from '../ui/badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { ta } from './messages.ts';
import './orders-page.css';
import './users.css';

const UsersQuery = graphql(`
  query Users($search: String, $after: String) {
    users(filter: { search: $search }, first: 30, after: $after) {
      totalCount
      edges {
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

  return (
    <div className="stack">
      <div className="admin-orders__head">
        <h1>{ta.users.title}</h1>
        <SearchForm
          label={ta.users.search}
          placeholder={ta.users.placeholder}
          search={search ?? ''}
          maxLength={100}
          action={ta.users.find}
          onSearch={(words) => setParams(words ? { search: words } : {}, { replace: true })}
        />
      </div>
      <UserList key={search} search={search} />
    </div>
  );
};

const UserList = ({ search }: { readonly search: string | null }): ReactNode => {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = usePersonalQuery({ query: UsersQuery, variables: { search, after } });
  const list = data?.users;
  if (!list) return <Pending error={error} onRetry={refetch} blocks={4} />;
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
      <MoreButton pageInfo={list.pageInfo} isFetching={fetching} onMore={setAfter} />
    </>
  );
};
