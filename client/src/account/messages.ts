import { locale, type Locale } from '../lib/messages.ts';
import { englishAccount } from '../lib/messages/en-account.ts';

type AccountMessages = typeof englishAccount;

const catalogues: Readonly<Record<Locale, AccountMessages>> = { en: englishAccount };

export const tc: AccountMessages = catalogues[locale];
