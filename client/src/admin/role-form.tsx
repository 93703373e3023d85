import { useState, type ReactNode } from 'react';
import type { Permission } from '../graphql/__generated__/graphql.ts';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ta } from './messages.ts';

export const SavedStaffRole = graphql(`
  fragment SavedStaffRole on StaffRoleSuccess {
    staffRole {
      id
      name
      permissions
    }
  }
`);

const CreateStaffRole = graphql(`
  mutation CreateStaffRole($input: CreateStaffRoleInput!) {
    createStaffRole(input: $input) {
      __typename
      ...SavedStaffRole
      ... on UserError {
        message
        field
      }
    }
  }
`);

const UpdateStaffRole = graphql(`
  mutation UpdateStaffRole($input: UpdateStaffRoleInput!) {
    updateStaffRole(input: $input) {
      __typename
      ...SavedStaffRole
      ... on UserError {
        message
        field
      }
    }
  }
`);

const DeleteStaffRole = graphql(`
  mutation DeleteStaffRole($input: DeleteStaffRoleInput!) {
    deleteStaffRole(input: $input) {
      __typename
      ... on DeleteStaffRoleSuccess {
        staffRoleId
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

type StaffRole = { readonly id: string; readonly name: string; readonly permissions: readonly Permission[] };
type Props = {
  /** Null for a new one. */
  readonly role: StaffRole | null;
  readonly onDone: () => void;
};

const isPermission = (name: string): name is Permission => Object.hasOwn(ta.roles.names, name);
const permissions = Object.keys(ta.roles.names).filter(isPermission);

export const RoleForm = ({ role, onDone }: Props): ReactNode => {
  const [create, isCreating] = useCommand(CreateStaffRole);
  const [update, isUpdating] = useCommand(UpdateStaffRole);
  const [remove, isRemoving] = useCommand(DeleteStaffRole);
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const input = { name: values['name'] ?? '', permissions: permissions.filter((each) => each in values) };
    const answer =
      role === null ? await create({ input }) : await update({ input: { ...input, staffRoleId: role.id } });
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const result = 'createStaffRole' in answer.data ? answer.data.createStaffRole : answer.data.updateStaffRole;
    return result.__typename === 'StaffRoleSuccess' ? onDone() : setFailure(refusalText(result));
  };
  const removeIt = async (staffRoleId: string): Promise<void> => {
    const answer = await remove({ input: { staffRoleId } });
    if (answer.kind === 'unanswered') return setFailure(t.problem[answer.problem]);
    const result = answer.data.deleteStaffRole;
    return result.__typename === 'DeleteStaffRoleSuccess' ? onDone() : setFailure(refusalText(result));
  };
  return (
    <Form label={role ? ta.roles.change(role.name) : ta.roles.add} onSubmit={(values) => void save(values)}>
      <TextField
        name="name"
        label={ta.roles.name}
        defaultValue={role?.name ?? ''}
        maxLength={60}
        isRequired
        autoFocus
      />
      <fieldset className="role__choices">
        <legend className="field__label">{ta.roles.permissions}</legend>
        {permissions.map((each) => (
          <label key={each}>
            <input type="checkbox" name={each} defaultChecked={role?.permissions.includes(each) ?? false} />
            {ta.roles.names[each]}
          </label>
        ))}
      </fieldset>
      {failure && <Notice tone="error">{failure}</Notice>}
      <Button type="submit" isWide isPending={isCreating || isUpdating}>
        {ta.roles.save}
      </Button>
      {role && (
        <Button look="danger" isWide isPending={isRemoving} onClick={() => void removeIt(role.id)}>
          {ta.roles.remove}
        </Button>
      )}
    </Form>
  );
};
