export type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN';

type Person = {
  readonly id: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly createdAt: Date;
};

/** Shops with name and phone alone. */
export type Guest = Person & {
  readonly isGuest: true;
  readonly email: null;
  readonly phone: string;
  readonly role: 'CUSTOMER';
};

/** Signs in with e-mail and password. */
type Account = Person & {
  readonly isGuest: false;
  readonly email: string;
  readonly phone: string | null;
  readonly role: Role;
};

export type User = Guest | Account;
