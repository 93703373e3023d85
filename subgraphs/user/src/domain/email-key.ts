/** What two spellings of one address have in common. Addresses are ASCII, so lower case means the same everywhere. */
export const emailKeyOf = (email: string): string => email.toLowerCase();
