import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ta } from './messages.ts';
import { chosenPermissions, PermissionChoices } from './permission-choices.tsx';

const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on CreateApiKeySuccess {
        secret
        apiKey {
          id
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

/** The end of a day in the browser's time zone; null for no day. */
const endOf = (day: string | undefined): string | null => (day ? new Date(`${day}T23:59:59`).toISOString() : null);

/** Makes a key, and hands on its secret. */
export const ApiKeyForm = ({ onMade }: { readonly onMade: (secret: string) => void }): ReactNode => {
  const [create, isCreating] = useCommand(CreateApiKey);
  const [failure, setFailure] = useState<string | null>(null);
  // The next form begins empty.
  const [madeCount, setMadeCount] = useState(0);
  const make = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const input = {
      name: values['name'] ?? '',
      permissions: chosenPermissions(values),
      expiresAt: endOf(values['expiresOn']),
    };
    const answer = await create({ input });
    setFailure(failureOf(answer, ({ createApiKey }) => createApiKey));
    if (answer.kind !== 'answered' || answer.data.createApiKey.__typename !== 'CreateApiKeySuccess') return;
    setMadeCount(madeCount + 1);
    onMade(answer.data.createApiKey.secret);
  };
  return (
    <Form key={madeCount} label={ta.apiKeys.add} onSubmit={(values) => void make(values)}>
      <h2>{ta.apiKeys.add}</h2>
      <TextField name="name" label={ta.apiKeys.name} maxLength={60} isRequired />
      <PermissionChoices />
      <TextField name="expiresOn" type="date" label={ta.apiKeys.expiresOn} hint={ta.apiKeys.expiresHint} />
      {failure && <Notice tone="error">{failure}</Notice>}
      <Button type="submit" isWide isPending={isCreating}>
        {ta.apiKeys.make}
      </Button>
    </Form>
  );
};
