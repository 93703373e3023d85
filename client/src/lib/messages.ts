import { english } from './messages/en.ts';

/** Every text of the shop. A further language is another object of this type; a missing text does not compile. */
export type Messages = typeof english;
export type Locale = 'en';

const catalogues: Readonly<Record<Locale, Messages>> = { en: english };

/** Read once when the page loads: money and date formats are made for it. */
export const locale: Locale = 'en';

export const t: Messages = catalogues[locale];
