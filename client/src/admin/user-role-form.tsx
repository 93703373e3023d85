import { useState, type ReactNode } from 'react';
import type { Role } from '../graphql/__generated__/graphql.ts';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { ta } from './messages.ts';

const SetUserRole = graphql(`
  mutation SetUserRole($input: SetUserRoleInput!) {
    setUserRole(input: $input) {
      __typename
      ... on SetUserRoleSuccess {
        user {
          id
          role
          permissions
          staffRole {
            id
            name
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const builtIn = ['CUSTOMER', 'STAFF', 'ADMIN'] as const satisfies readonly Role[];

type Props = {
  readonly userId: string;
  /** A built-in role, or the id of one of the shop's. */
  readonly now: string;
  readonly staffRoles: readonly { readonly id: string; readonly name: string }[];
  readonly onChanged: () => void;
};

export const UserRoleForm = ({ userId, now, staffRoles, onChanged }: Props): ReactNode => {
  const [send, isSending] = useCommand(SetUserRole);
  const [outcome, setOutcome] = useState<{ readonly tone: 'success' | 'error'; readonly text: string } | null>(null);
  const change = async (chosen: string): Promise<void> => {
    const role = builtIn.find((each) => each === chosen) ?? 'STAFF';
    const staffRoleId = role === chosen ? null : chosen;
    const answer = await send({ input: { userId, role, staffRoleId } });
    const failure = failureOf(answer, ({ setUserRole }) => setUserRole);
    setOutcome(failure === null ? { tone: 'success', text: ta.users.changed } : { tone: 'error', text: failure });
    if (failure === null) onChanged();
  };
  return (
    <Form label={ta.users.changeRole} onSubmit={({ role = now }) => void change(role)}>
      <SelectField
        key={now}
        name="role"
        label={ta.users.role}
        defaultValue={now}
        options={[
          ...builtIn.map((role) => ({ value: role, label: ta.users.roles[role] })),
          ...staffRoles.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {outcome && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
      <Button type="submit" look="secondary" isPending={isSending}>
        {ta.users.changeRole}
      </Button>
    </Form>
  );
};
