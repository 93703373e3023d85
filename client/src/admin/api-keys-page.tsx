import { useState, type ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { useCommand } from '../graphql/commands.ts';
import { formatDate, formatDateTime } from '../lib/format.ts';
import { useTitle } from '../lib/use-title.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Pending } from '../problems/pending.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { ta } from './messages.ts';
import { PermissionList } from './permission-list.tsx';
import './processing.css';
import './users.css';

const ApiKeysQuery = graphql(`
  query ApiKeys {
    apiKeys {
      id
      name
      permissions
      createdBy {
        id
        name
      }
      createdAt
      expiresAt
      lastUsedAt
    }
  }
`);

const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      __typename
      ... on RevokeApiKeySuccess {
        apiKeyId
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

export const ApiKeysPage = (): ReactNode => {
  useTitle(ta.apiKeys.title);
  const [secret, setSecret] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [revoke, isRevoking] = useCommand(RevokeApiKey);
  const [{ data, error }, refetch] = usePersonalQuery({
    query: ApiKeysQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
  });
  const keys = data?.apiKeys;
  if (!keys) return <Pending error={error} onRetry={refetch} />;
  const revokeIt = async (apiKeyId: string): Promise<void> => {
    setFailure(failureOf(await revoke({ input: { apiKeyId } }), ({ revokeApiKey }) => revokeApiKey));
    refetch();
  };
  return (
    <div className="stack">
      <header className="processing__head">
        <h1>{ta.apiKeys.title}</h1>
        <p className="muted">{ta.apiKeys.intro}</p>
      </header>
      {secret && (
        <Notice tone="success">
          {ta.apiKeys.shownOnce} <code className="api-key__secret">{secret}</code>
        </Notice>
      )}
      {failure && <Notice tone="error">{failure}</Notice>}
      {keys.length === 0 && <EmptyState level={2} title={ta.apiKeys.emptyTitle} hint={ta.apiKeys.empty} />}
      <ul className="users">
        {keys.map(({ id, name, permissions, createdBy, createdAt, expiresAt, lastUsedAt }) => (
          <li key={id} className="role card">
            <strong>{name}</strong>
            <PermissionList permissions={permissions} />
            <p className="muted">
              {ta.apiKeys.made(formatDate(createdAt), createdBy?.name)}{' '}
              {lastUsedAt ? ta.apiKeys.used(formatDateTime(lastUsedAt)) : ta.apiKeys.unused}{' '}
              {expiresAt && ta.apiKeys.ends(formatDateTime(expiresAt))}
            </p>
            <Button look="danger" isPending={isRevoking} onClick={() => void revokeIt(id)}>
              {ta.apiKeys.revoke(name)}
            </Button>
          </li>
        ))}
        <li className="role card">
          <ApiKeyForm
            onMade={(made) => {
              setSecret(made);
              refetch();
            }}
          />
        </li>
      </ul>
    </div>
  );
};
