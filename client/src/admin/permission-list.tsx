import type { ReactNode } from 'react';
import type { Permission } from '../graphql/__generated__/graphql.ts';
import { ta } from './messages.ts';
import './users.css';

/** What somebody may do, in words. */
export const PermissionList = ({ permissions }: { readonly permissions: readonly Permission[] }): ReactNode =>
  permissions.length === 0 ? (
    <p>{ta.users.none}</p>
  ) : (
    <ul className="permissions">
      {permissions.map((each) => (
        <li key={each}>{ta.roles.names[each]}</li>
      ))}
    </ul>
  );
