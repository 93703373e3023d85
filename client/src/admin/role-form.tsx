import { useState, type ReactNode } from 'react';
import type { Permission } from '../graphql/__generated__/graphql.ts';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ta } from './messages.ts';
import { chosenPermissions, PermissionChoices } from './permission-choices.tsx';

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
      }
    }
  }
`);

const DeleteStaffRole = graphql(`
  mutation DeleteStaffRole($input: DeleteStaffRoleInput!) {
    deleteStaffRole(input: $input) {
      __typename
      ... on UserError {
        message
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

export const RoleForm = ({ role, onDone }: Props): ReactNode => {
  const [create, isCreating] = useCommand(CreateStaffRole);
  const [update, isUpdating] = useCommand(UpdateStaffRole);
  const [remove, isRemoving] = useCommand(DeleteStaffRole);
  const [failure, setFailure] = useState<string | null>(null);

  const report = (reason: string | null): void => (reason === null ? onDone() : setFailure(reason));
  const save = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const input = { name: values['name'] ?? '', permissions: chosenPermissions(values) };
    report(
      role === null
        ? failureOf(await create({ input }), ({ createStaffRole }) => createStaffRole)
        : failureOf(
            await update({ input: { ...input, staffRoleId: role.id } }),
            ({ updateStaffRole }) => updateStaffRole,
          ),
    );
  };
  const removeIt = async (staffRoleId: string): Promise<void> => {
    report(failureOf(await remove({ input: { staffRoleId } }), ({ deleteStaffRole }) => deleteStaffRole));
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
      <PermissionChoices chosen={role?.permissions ?? []} />
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
