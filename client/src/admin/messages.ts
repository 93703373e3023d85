import { locale, type Locale } from '../lib/messages.ts';
import { englishAdmin } from '../lib/messages/en-admin.ts';

type AdminMessages = typeof englishAdmin;

const catalogues: Readonly<Record<Locale, AdminMessages>> = { en: englishAdmin };

export const ta: AdminMessages = catalogues[locale];
