import type { ReactNode } from 'react';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery, useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { TextField } from '../ui/text-field.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const ProfilePageQuery = graphql(`
  query ProfilePage {
    me {
      id
      name
      email
      phone
      isGuest
    }
  }
`);

const UpdateProfile = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      __typename
      ... on UpdateProfileSuccess {
        user {
          id
          name
          phone
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

export const ProfilePage = (): ReactNode => {
  useTitle(tc.profile.title);
  const { session } = useSession();
  const [{ data, error }, refetch] = usePersonalQuery({ query: ProfilePageQuery });
  const me = data?.me;
  return (
    <>
      <h1>{tc.profile.title}</h1>
      {me ? (
        <section className="card">
          {me.email && <p className="muted">{tc.profile.email(me.email)}</p>}
          <SettingsForm
            label={tc.profile.title}
            mutation={UpdateProfile}
            variablesOf={({ name = '', phone = '' }) => ({ input: { name, phone: phone || null } })}
            refusalOf={({ updateProfile }) =>
              updateProfile.__typename === 'UpdateProfileSuccess' ? null : updateProfile
            }
            done={tc.profile.saved}
            // The menu names who is signed in, and has the name from the session.
            onDone={() => void session.refresh().catch(() => undefined)}
          >
            <TextField
              name="name"
              label={t.checkout.name}
              autoComplete="name"
              defaultValue={me.name}
              maxLength={200}
              isRequired
            />
            <TextField
              name="phone"
              type="tel"
              label={me.isGuest ? t.checkout.phone : t.auth.phoneOptional}
              autoComplete="tel"
              defaultValue={me.phone ?? ''}
              maxLength={30}
              isRequired={me.isGuest}
            />
          </SettingsForm>
        </section>
      ) : (
        <Pending error={error} onRetry={refetch} blocks={1} />
      )}
    </>
  );
};
