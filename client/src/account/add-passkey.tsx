import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { failureOf } from '../problems/failure-of.ts';
import { refusalText } from '../problems/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import './factor-documents.ts';
import { tc } from './messages.ts';

const BeginPasskeyRegistration = graphql(`
  mutation BeginPasskeyRegistration {
    beginPasskeyRegistration {
      __typename
      ... on PasskeyOptions {
        options
      }
      ... on UserError {
        message
      }
    }
  }
`);

const RegisterPasskey = graphql(`
  mutation RegisterPasskey($input: RegisterPasskeyInput!) {
    registerPasskey(input: $input) {
      __typename
      ... on RegisterPasskeySuccess {
        user {
          ...PasskeyList
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

export const AddPasskey = (): ReactNode => {
  const { session } = useSession();
  const [begin] = useCommand(BeginPasskeyRegistration);
  const [send] = useCommand(RegisterPasskey);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [additions, setAdditions] = useState(0);

  /** Null when it went well; otherwise why not. */
  const add = async (name: string): Promise<string | null> => {
    const begun = await begin({});
    if (begun.kind === 'unanswered') return t.problem[begun.problem];
    const asked = begun.data.beginPasskeyRegistration;
    if (asked.__typename !== 'PasskeyOptions') return refusalText(asked);
    const { makePasskey } = await import('./passkey-ceremonies.ts');
    const response = await makePasskey(asked.options);
    if (response === null) return tc.passkeys.unmade;
    return failureOf(await send({ input: { response, name } }), ({ registerPasskey }) => registerPasskey);
  };

  const submit = async (name: string): Promise<void> => {
    setIsBusy(true);
    const problem = await add(name);
    setFailure(problem);
    setIsBusy(false);
    if (problem !== null) return;
    setAdditions((count) => count + 1);
    // Staff may need it to work: the next token opens what this one did not.
    await session.refresh().catch(() => undefined);
  };

  if (!('PublicKeyCredential' in globalThis)) return <p className="muted">{tc.passkeys.unsupported}</p>;
  return (
    <Form label={tc.passkeys.add} onSubmit={({ name = '' }) => void submit(name)}>
      <TextField
        key={additions}
        name="name"
        label={tc.passkeys.name}
        defaultValue={tc.passkeys.ownDevice}
        maxLength={60}
        isRequired
      />
      {failure && <Notice tone="error">{failure}</Notice>}
      <Button type="submit" look="secondary" isPending={isBusy}>
        {tc.passkeys.add}
      </Button>
    </Form>
  );
};
