import type { ReactNode } from 'react';
import type { OrderAddressInput } from '../graphql/__generated__/graphql.ts';
import { countries, likelyCountry } from '../lib/countries.ts';
import { t } from '../lib/messages.ts';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';

type Props = { readonly given: Partial<Omit<OrderAddressInput, 'phone'>> };

export const AddressFields = ({ given }: Props): ReactNode => (
  <>
    <TextField
      name="recipient"
      label={t.checkout.recipient}
      autoComplete="name"
      defaultValue={given.recipient ?? ''}
      maxLength={200}
      isRequired
    />
    <TextField
      name="line1"
      label={t.checkout.line1}
      autoComplete="address-line1"
      defaultValue={given.line1 ?? ''}
      maxLength={200}
      isRequired
    />
    <TextField
      name="line2"
      label={t.checkout.line2}
      autoComplete="address-line2"
      defaultValue={given.line2 ?? ''}
      maxLength={200}
    />
    <div className="form__row">
      <TextField
        name="postalCode"
        label={t.checkout.postalCode}
        autoComplete="postal-code"
        defaultValue={given.postalCode ?? ''}
        maxLength={20}
        isRequired
      />
      <TextField
        name="city"
        label={t.checkout.city}
        autoComplete="address-level2"
        defaultValue={given.city ?? ''}
        maxLength={100}
        isRequired
      />
    </div>
    <div className="form__row">
      <TextField
        name="region"
        label={t.checkout.region}
        autoComplete="address-level1"
        defaultValue={given.region ?? ''}
        maxLength={100}
      />
      <SelectField
        name="countryCode"
        label={t.checkout.country}
        autoComplete="country"
        defaultValue={given.countryCode ?? likelyCountry()}
        options={countries.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </div>
  </>
);

/** The address as typed into `AddressFields`, and a field for the phone beside them. */
export const addressOf = (values: Readonly<Record<string, string>>): OrderAddressInput => ({
  recipient: values['recipient'] ?? '',
  phone: values['phone'] || null,
  line1: values['line1'] ?? '',
  line2: values['line2'] || null,
  city: values['city'] ?? '',
  region: values['region'] || null,
  postalCode: values['postalCode'] ?? '',
  countryCode: values['countryCode'] ?? '',
});
