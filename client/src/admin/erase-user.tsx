import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { ta } from './messages.ts';

const EraseUserMutation = graphql(`
  mutation EraseUser($input: EraseUserInput!) {
    eraseUser(input: $input) {
      __typename
      ... on EraseUserSuccess {
        user {
          id
          name
          email
          phone
          isGuest
          isDisabled
          isErased
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

/** Asks twice, as nothing brings a person back. */
export const EraseUser = ({ userId }: { readonly userId: string }): ReactNode => {
  const [send, isSending] = useCommand(EraseUserMutation);
  const [isAsked, setIsAsked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const erase = async (): Promise<void> => {
    setFailure(failureOf(await send({ input: { userId } }), ({ eraseUser }) => eraseUser));
    setIsAsked(false);
  };
  return (
    <section className="card">
      <p className="muted">{ta.users.eraseHint}</p>
      <Button look="danger" isPending={isSending} onClick={() => (isAsked ? void erase() : setIsAsked(true))}>
        {isAsked ? ta.users.eraseNow : ta.users.erase}
      </Button>
      {failure && <p role="alert">{failure}</p>}
    </section>
  );
};
