/** An entry of a user's address book. */
export type Address = {
  readonly id: string;
  readonly userId: string;
  readonly recipient: string;
  readonly phone: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
};

/** An address, and whether it is the one that is offered first. */
export type AddressEntry = Address & { readonly isDefault: boolean };

/** More than anybody needs, and few enough to be loaded at once. */
export const MAX_ADDRESSES = 50;
