import { useState, type ReactNode } from 'react';
import { useCommand } from '../graphql/commands.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatDate } from '../lib/format.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { PasskeyList } from './factor-documents.ts';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';
import './session-list.css';

const RenamePasskey = graphql(`
  mutation RenamePasskey($input: RenamePasskeyInput!) {
    renamePasskey(input: $input) {
      __typename
      ... on RenamePasskeySuccess {
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

const RemovePasskey = graphql(`
  mutation RemovePasskey($input: RemovePasskeyInput!) {
    removePasskey(input: $input) {
      __typename
      ... on RemovePasskeySuccess {
        user {
          ...PasskeyList
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

type Props = { readonly user: FragmentType<typeof PasskeyList> };

export const Passkeys = ({ user }: Props): ReactNode => {
  const passkeys = readFragment(PasskeyList, user).passkeys ?? [];
  const [renamed, setRenamed] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [send] = useCommand(RemovePasskey);
  const remove = async (passkeyId: string): Promise<void> =>
    setFailure(failureOf(await send({ input: { passkeyId } }), ({ removePasskey }) => removePasskey));
  return (
    <section className="card" aria-labelledby="passkeys">
      <h2 id="passkeys">{tc.passkeys.title}</h2>
      <p className="muted">{tc.passkeys.hint}</p>
      {failure && <Notice tone="error">{failure}</Notice>}
      {passkeys.length > 0 && (
        <ul className="sessions">
          {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
            <li key={id} className="sessions__item">
              {renamed === id ? (
                <SettingsForm
                  label={tc.passkeys.of(tc.passkeys.rename, name)}
                  mutation={RenamePasskey}
                  variablesOf={(values) => ({ input: { passkeyId: id, name: values['name'] ?? '' } })}
                  refusalOf={({ renamePasskey }) =>
                    renamePasskey.__typename === 'RenamePasskeySuccess' ? null : renamePasskey
                  }
                  done={tc.passkeys.renamed}
                  onDone={() => setRenamed(null)}
                >
                  <TextField name="name" label={tc.passkeys.name} defaultValue={name} maxLength={60} isRequired />
                </SettingsForm>
              ) : (
                <>
                  <div>
                    <strong>{name}</strong>
                    <p className="muted small">
                      {[
                        tc.passkeys.created(formatDate(createdAt)),
                        lastUsedAt && tc.passkeys.lastUsed(formatDate(lastUsedAt)),
                      ]
                        .filter((each) => each)
                        .join(' · ')}
                    </p>
                  </div>
                  <div>
                    <Button
                      look="quiet"
                      aria-label={tc.passkeys.of(tc.passkeys.rename, name)}
                      onClick={() => setRenamed(id)}
                    >
                      {tc.passkeys.rename}
                    </Button>
                    <Button
                      look="quiet"
                      aria-label={tc.passkeys.of(tc.passkeys.remove, name)}
                      onClick={() => void remove(id)}
                    >
                      {tc.passkeys.remove}
                    </Button>
                  </div>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <AddPasskey />
    </section>
  );
};
