import type { ReactNode } from 'react';
import type { Permission } from '../graphql/__generated__/graphql.ts';
import { ta } from './messages.ts';
import './users.css';

const isPermission = (name: string): name is Permission => Object.hasOwn(ta.roles.names, name);
const permissions = Object.keys(ta.roles.names).filter(isPermission);

/** The permissions that are ticked in a form with {@link PermissionChoices}. */
export const chosenPermissions = (values: Readonly<Record<string, string>>): Permission[] =>
  permissions.filter((each) => each in values);

/** A box to tick for each permission. */
export const PermissionChoices = ({ chosen = [] }: { readonly chosen?: readonly Permission[] }): ReactNode => (
  <fieldset className="role__choices">
    <legend className="field__label">{ta.roles.permissions}</legend>
    {permissions.map((each) => (
      <label key={each}>
        <input type="checkbox" name={each} defaultChecked={chosen.includes(each)} />
        {ta.roles.names[each]}
      </label>
    ))}
  </fieldset>
);
