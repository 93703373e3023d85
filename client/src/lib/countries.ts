import { locale } from './messages.ts';

/** Where the shop delivers, ISO 3166-1 alpha-2. */
const codes = [
  'AT', 'AU', 'BE', 'CA', 'CH', 'CZ', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'ID', 'IE', 'IN', 'IT', 'JP', 'KR', 'MY',
  'NL', 'NO', 'NZ', 'PH', 'PL', 'PT', 'SE', 'SG', 'TH', 'US', 'VN',
] as const; // prettier-ignore

const names = new Intl.DisplayNames(locale, { type: 'region' });

export const countryName = (code: string): string => names.of(code) ?? code;

export const countries: readonly { readonly code: string; readonly name: string }[] = codes
  .map((code) => ({ code, name: countryName(code) }))
  .toSorted((a, b) => a.name.localeCompare(b.name, locale));

/** The country of the browser's language setting, when the shop delivers there. */
export const likelyCountry = (): string => {
  const region = new Intl.Locale(navigator.language || locale).region;
  return codes.find((code) => code === region) ?? 'US';
};
