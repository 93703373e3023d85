import { useState, type ReactNode } from 'react';
import { readFragment } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { Pending } from '../problems/pending.tsx';
import { Button } from '../ui/button.tsx';
import { AddressBook } from './address-documents.ts';
import { AddAddress, ChangeAddress } from './address-forms.tsx';
import { ListedAddress } from './listed-address.tsx';
import { tc } from './messages.ts';
import './addresses-page.css';

const AddressesPageQuery = graphql(`
  query AddressesPage {
    me {
      id
      name
      phone
      ...AddressBook
    }
  }
`);

const nothing = 'nothing';
const newAddress = 'new';

export const AddressesPage = (): ReactNode => {
  useTitle(tc.addresses.title);
  const [{ data, error }, refetch] = usePersonalQuery({
    query: AddressesPageQuery,
  });
  // The id of an address, or one of the words above.
  const [edited, setEdited] = useState(nothing);
  const close = () => setEdited(nothing);
  const me = data?.me;
  if (!me) {
    return (
      <>
        <h1>{tc.addresses.title}</h1>
        <Pending error={error} onRetry={refetch} blocks={2} />
      </>
    );
  }
  const { addresses, defaultAddress } = readFragment(AddressBook, me);
  return (
    <>
      <h1>{tc.addresses.title}</h1>
      <p className="muted">{addresses.length === 0 ? tc.addresses.empty : tc.addresses.hint}</p>
      <ul className="addresses">
        {addresses.map((address) => (
          <li key={address.id} className="card">
            {edited === address.id ? (
              <ChangeAddress address={address} onClose={close} />
            ) : (
              <ListedAddress
                address={address}
                isDefault={address.id === defaultAddress?.id}
                onEdit={() => setEdited(address.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {edited === newAddress ? (
        <section className="card">
          <AddAddress person={me} onClose={close} />
        </section>
      ) : (
        <div>
          <Button look="secondary" onClick={() => setEdited(newAddress)}>
            {tc.addresses.add}
          </Button>
        </div>
      )}
    </>
  );
};
