import type { ReactNode } from 'react';
import { countryName } from '../lib/countries.ts';

type Address = {
  readonly recipient: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly region?: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
};

export const PostalAddress = ({ address }: { readonly address: Address }): ReactNode => (
  <address className="postal-address">
    {[
      address.recipient,
      address.line1,
      address.line2,
      [`${address.postalCode} ${address.city}`, address.region].filter((part) => part).join(', '),
      countryName(address.countryCode),
    ]
      .filter((line) => line)
      .map((line, index) => (
        <div key={index}>{line}</div>
      ))}
  </address>
);
