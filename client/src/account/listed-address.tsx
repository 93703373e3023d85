import { useState, type ReactNode } from 'react';
import type { AddressBookFragment } from '../graphql/__generated__/graphql.ts';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { failureOf } from '../problems/failure-of.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PostalAddress } from '../ui/postal-address.tsx';
import './address-documents.ts';
import { tc } from './messages.ts';

const SetDefaultAddress = graphql(`
  mutation SetDefaultAddress($input: SetDefaultAddressInput!) {
    setDefaultAddress(input: $input) {
      __typename
      ... on SetDefaultAddressSuccess {
        user {
          ...AddressBook
        }
      }
    }
  }
`);

const RemoveAddress = graphql(`
  mutation RemoveAddress($input: RemoveAddressInput!) {
    removeAddress(input: $input) {
      __typename
      ... on RemoveAddressSuccess {
        user {
          ...AddressBook
        }
      }
    }
  }
`);

type Props = {
  readonly address: AddressBookFragment['addresses'][number];
  readonly isDefault: boolean;
  readonly onEdit: () => void;
};

export const ListedAddress = ({ address, isDefault, onEdit }: Props): ReactNode => {
  const { id, recipient, line1, phone } = address;
  const [choose, isChoosing] = useCommand(SetDefaultAddress);
  const [remove, isRemoving] = useCommand(RemoveAddress);
  const [failure, setFailure] = useState<string | null>(null);
  const input = { input: { addressId: id } };
  const chooseIt = async (): Promise<void> =>
    setFailure(failureOf(await choose(input), ({ setDefaultAddress }) => setDefaultAddress));
  const removeIt = async (): Promise<void> =>
    setFailure(failureOf(await remove(input), ({ removeAddress }) => removeAddress));
  const label = (action: string) => tc.addresses.of(action, recipient, line1);
  return (
    <>
      {isDefault && <Badge tone="good">{tc.addresses.isDefault}</Badge>}
      <PostalAddress address={address} />
      {phone && <p className="muted small">{phone}</p>}
      {failure && <Notice tone="error">{failure}</Notice>}
      <div className="addresses__actions">
        <Button look="secondary" aria-label={label(tc.addresses.edit)} onClick={onEdit}>
          {tc.addresses.edit}
        </Button>
        {!isDefault && (
          <Button
            look="secondary"
            aria-label={label(tc.addresses.makeDefault)}
            isPending={isChoosing}
            onClick={() => void chooseIt()}
          >
            {tc.addresses.makeDefault}
          </Button>
        )}
        <Button
          look="quiet"
          aria-label={label(tc.addresses.remove)}
          isPending={isRemoving}
          onClick={() => void removeIt()}
        >
          {tc.addresses.remove}
        </Button>
      </div>
    </>
  );
};
