import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { tc } from '../account/messages.ts';
import { Sessions } from '../account/session-list.tsx';
import type { Role } from '../graphql/__generated__/graphql.ts';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { failureOf } from '../problems/failure-of.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { EraseUser } from './erase-user.tsx';
import { ta } from './messages.ts';
import { PermissionList } from './permission-list.tsx';
import { ResetFactors } from './reset-factors.tsx';
import { UserRoleForm } from './user-role-form.tsx';
import './users.css';

const AdminUserQuery = graphql(`
  query AdminUser($id: ID!) {
    user(id: $id) {
      id
      name
      email
      phone
      role
      isGuest
      isEmailVerified
      isDisabled
      isErased
      permissions
      createdAt
      hasSecondFactor
      staffRole {
        id
        name
      }
      ...SessionList
    }
    staffRoles {
      id
      name
    }
  }
`);

const DisableUser = graphql(`
  mutation DisableUser($input: DisableUserInput!) {
    disableUser(input: $input) {
      __typename
      ... on DisableUserSuccess {
        user {
          id
          isDisabled
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const EndUserSession = graphql(`
  mutation EndUserSession($input: EndUserSessionInput!) {
    endUserSession(input: $input) {
      __typename
      ... on EndSessionSuccess {
        user {
          ...SessionList
        }
      }
    }
  }
`);

export const UserPage = ({ id }: { readonly id: string }): ReactNode => {
  const { state } = useSession();
  const [{ data, error, fetching }, refetch] = usePersonalQuery({ query: AdminUserQuery, variables: { id } });
  const [endSession] = useCommand(EndUserSession);
  const end = async (sessionId: string): Promise<string | null> =>
    failureOf(await endSession({ input: { userId: id, sessionId } }), ({ endUserSession }) => endUserSession);
  const user = data?.user;
  useTitle(user?.name);
  if (!user) {
    if (data && !error && !fetching) return <EmptyState title={ta.users.notFound} hint={t.refusal.notFound} />;
    return <Pending error={error} onRetry={refetch} hasTitle blocks={2} />;
  }
  const viewer = state.kind === 'signed-in' ? state.viewer : null;
  const isAdmin = viewer?.role === 'ADMIN';
  const mayLock =
    viewer !== null &&
    viewer.id !== user.id &&
    viewer.permissions.includes('MANAGE_CUSTOMERS') &&
    lockable(user.role, isAdmin);
  return (
    <article className="user">
      <header>
        <p className="small">
          <Link href="/admin/users">← {ta.users.back}</Link>
        </p>
        <h1>{user.name}</h1>
        <p className="muted">
          {[user.email, user.phone, ta.users.since(formatDateTime(user.createdAt))].filter((each) => each).join(' · ')}
        </p>
        {user.email !== null && !user.isEmailVerified && <Badge tone="waiting">{ta.users.unconfirmed}</Badge>}
        {user.isDisabled && <Badge tone="bad">{user.isErased ? ta.users.erased : ta.users.lockedOut}</Badge>}
      </header>
      <section className="card" aria-labelledby="user-role">
        <h2 id="user-role">
          {ta.users.role}: {user.staffRole?.name ?? ta.users.roles[user.role]}
        </h2>
        <PermissionList permissions={user.permissions} />
        {isAdmin &&
          (user.isGuest ? (
            <p className="muted">{ta.users.guestHint}</p>
          ) : (
            <UserRoleForm
              userId={user.id}
              now={user.staffRole?.id ?? user.role}
              staffRoles={data.staffRoles}
              onChanged={refetch}
            />
          ))}
      </section>
      <section className="card" aria-labelledby="user-sessions">
        <h2 id="user-sessions">{tc.sessions.title}</h2>
        <Sessions user={user} end={mayLock ? end : undefined} />
      </section>
      {!user.isGuest && <ResetFactors user={user} mayReset={isAdmin && viewer.id !== user.id} />}
      {isAdmin && viewer.id !== user.id && !user.isErased && <EraseUser userId={user.id} />}
      {mayLock && !user.isErased && <LockOut userId={user.id} isDisabled={user.isDisabled} />}
    </article>
  );
};

const lockable = (role: Role, isAdmin: boolean): boolean => isAdmin || role === 'CUSTOMER';

const LockOut = ({ userId, isDisabled }: { readonly userId: string; readonly isDisabled: boolean }): ReactNode => {
  const [send, isSending] = useCommand(DisableUser);
  const [failure, setFailure] = useState<string | null>(null);
  const change = async (): Promise<void> => {
    const answer = await send({ input: { userId, disabled: !isDisabled } });
    setFailure(failureOf(answer, ({ disableUser }) => disableUser));
  };
  return (
    <section className="card">
      {!isDisabled && <p className="muted">{ta.users.lockHint}</p>}
      <Button look={isDisabled ? 'secondary' : 'danger'} isPending={isSending} onClick={() => void change()}>
        {isDisabled ? ta.users.letIn : ta.users.lockOut}
      </Button>
      {failure && <p role="alert">{failure}</p>}
    </section>
  );
};
