import type { ReactNode } from 'react';
import type { AddressBookFragment } from '../graphql/__generated__/graphql.ts';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { TextField } from '../ui/text-field.tsx';
import './address-documents.ts';
import { AddressFields, addressOf } from './address-fields.tsx';
import { tc } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const AddAddressMutation = graphql(`
  mutation AddAddress($input: AddAddressInput!) {
    addAddress(input: $input) {
      __typename
      ... on AddressSuccess {
        user {
          ...AddressBook
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

const UpdateAddressMutation = graphql(`
  mutation UpdateAddress($input: UpdateAddressInput!) {
    updateAddress(input: $input) {
      __typename
      ... on AddressSuccess {
        user {
          ...AddressBook
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

type AddProps = {
  readonly person: { readonly name: string; readonly phone?: string | null };
  readonly onClose: () => void;
};

export const AddAddress = ({ person, onClose }: AddProps): ReactNode => (
  <>
    <h2>{tc.addresses.add}</h2>
    <SettingsForm
      label={tc.addresses.add}
      mutation={AddAddressMutation}
      variablesOf={(values) => ({ input: { address: addressOf(values) } })}
      refusalOf={({ addAddress }) => (addAddress.__typename === 'AddressSuccess' ? null : addAddress)}
      done={tc.addresses.added}
      onDone={onClose}
      onCancel={onClose}
    >
      <AddressFields given={{ recipient: person.name }} />
      <PhoneField phone={person.phone ?? ''} />
    </SettingsForm>
  </>
);

type ChangeProps = {
  readonly address: AddressBookFragment['addresses'][number];
  readonly onClose: () => void;
};

export const ChangeAddress = ({ address, onClose }: ChangeProps): ReactNode => (
  <>
    <h2>{tc.addresses.change}</h2>
    <SettingsForm
      label={tc.addresses.change}
      mutation={UpdateAddressMutation}
      variablesOf={(values) => ({ input: { addressId: address.id, address: addressOf(values) } })}
      refusalOf={({ updateAddress }) => (updateAddress.__typename === 'AddressSuccess' ? null : updateAddress)}
      done={tc.addresses.added}
      onDone={onClose}
      onCancel={onClose}
    >
      <AddressFields given={address} />
      <PhoneField phone={address.phone ?? ''} />
    </SettingsForm>
  </>
);

const PhoneField = ({ phone }: { readonly phone: string }): ReactNode => (
  <TextField
    name="phone"
    type="tel"
    label={t.auth.phoneOptional}
    autoComplete="tel"
    defaultValue={phone}
    maxLength={30}
  />
);
