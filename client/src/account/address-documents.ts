import { graphql } from '../graphql/graphql.ts';

export const AddressBook = graphql(`
  fragment AddressBook on User {
    id
    defaultAddress {
      id
    }
    addresses {
      id
      recipient
      phone
      line1
      line2
      city
      region
      postalCode
      countryCode
    }
  }
`);
