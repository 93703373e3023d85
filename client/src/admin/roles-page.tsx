import { useState, type ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ta } from './messages.ts';
import { PermissionList } from './permission-list.tsx';
import { RoleForm } from './role-form.tsx';
import './processing.css';
import './users.css';

const StaffRolesQuery = graphql(`
  query StaffRoles {
    staffRoles {
      id
      name
      permissions
    }
  }
`);

const NEW = 'new';

export const RolesPage = (): ReactNode => {
  useTitle(ta.roles.title);
  const { state } = useSession();
  const isAdmin = state.kind === 'signed-in' && state.viewer.role === 'ADMIN';
  const [edited, setEdited] = useState<string | null>(null);
  const [{ data, error }, refetch] = usePersonalQuery({ query: StaffRolesQuery, variables: {} });
  const close = (): void => {
    setEdited(null);
    refetch();
  };
  const roles = data?.staffRoles;
  if (!roles) return <Pending error={error} onRetry={refetch} />;
  return (
    <div className="stack">
      <header className="processing__head">
        <h1>{ta.roles.title}</h1>
        <p className="muted">{ta.roles.intro}</p>
      </header>
      {roles.length === 0 && <EmptyState level={2} title={ta.roles.emptyTitle} hint={ta.roles.empty} />}
      <ul className="users">
        {roles.map((role) => (
          <li key={role.id} className="role card">
            {edited === role.id ? (
              <RoleForm role={role} onDone={close} />
            ) : (
              <>
                <strong>{role.name}</strong>
                <PermissionList permissions={role.permissions} />
                {isAdmin && (
                  <Button look="secondary" onClick={() => setEdited(role.id)}>
                    {ta.roles.change(role.name)}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
        {isAdmin && (
          <li className="role card">
            {edited === NEW ? (
              <RoleForm role={null} onDone={close} />
            ) : (
              <Button onClick={() => setEdited(NEW)}>{ta.roles.add}</Button>
            )}
          </li>
        )}
      </ul>
    </div>
  );
};
