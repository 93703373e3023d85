import type { Role } from '@storegraph/subgraph-kit/permissions';

type Person = {
  readonly id: string;
  readonly name: string;
  readonly isDisabled: boolean;
  /** Whether what is left is a pseudonym. It is locked out for good, and by shape a guest. */
  readonly isErased: boolean;
  readonly createdAt: Date;
};

/** Shops with name and phone alone. */
export type Guest = Person & {
  readonly isGuest: true;
  readonly email: null;
  readonly isEmailVerified: false;
  readonly phone: string;
  readonly role: 'CUSTOMER';
  readonly staffRoleId: null;
};

/** Signs in with e-mail and password. */
export type Account = Person & {
  readonly isGuest: false;
  readonly email: string;
  /** Its address counts: nobody else has it, and it signs in. */
  readonly isEmailVerified: boolean;
  readonly phone: string | null;
  readonly role: Role;
  /** Of staff whose permissions the shop has chosen. */
  readonly staffRoleId: string | null;
};

export type User = Guest | Account;
