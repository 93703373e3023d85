import {
  commonPolicy,
  connection,
  edge,
  userError,
  type Owners,
  type PolicyTable,
} from '@storegraph/subgraph-kit/graphql/policy';
import type { Address } from './domain/address.ts';
import type { User } from './domain/user.ts';

export const policy = {
  ...commonPolicy,
  Query: {
    anyone: ['me', 'session'],
    READ_CUSTOMERS: ['users', 'user', 'userByEmail'],
    staff: ['staffRoles'],
    READ_AUDIT_LOG: ['userAuditLog'],
    service: ['mailbox'],
  },
  Mutation: {
    anyone: ['continueAsGuest', 'register', 'login', 'refreshSession', 'logout'],
    signedIn: [
      'logoutEverywhere',
      'updateProfile',
      'changePassword',
      'addAddress',
      'updateAddress',
      'removeAddress',
      'setDefaultAddress',
      'endSession',
    ],
    MANAGE_CUSTOMERS: ['disableUser', 'endUserSession'],
    admin: ['setUserRole', 'createStaffRole', 'updateStaffRole', 'deleteStaffRole'],
  },
  Subscription: { service: ['sessionsEnded'] },

  User: {
    anyone: ['id'],
    owner: [
      'name',
      'email',
      'phone',
      'role',
      'staffRole',
      'permissions',
      'isGuest',
      'isDisabled',
      'addresses',
      'defaultAddress',
      'sessions',
      'createdAt',
    ],
  },
  Address: {
    owner: ['id', 'recipient', 'phone', 'line1', 'line2', 'city', 'region', 'postalCode', 'countryCode'],
  },
  UserConnection: connection('READ_CUSTOMERS'),
  UserEdge: edge('READ_CUSTOMERS'),
  // Given to the holder of its cookie, and by a user whose sessions the caller may see.
  Session: { anyone: ['id', 'user', 'createdAt', 'expiresAt', 'lastUsedAt', 'device', 'isCurrent'] },
  SignInSuccess: { anyone: ['user', 'session', 'accessToken', 'accessTokenExpiresAt'] },
  LogoutSuccess: { anyone: ['endedSessions'] },
  UpdateProfileSuccess: { anyone: ['user'] },
  ChangePasswordSuccess: { anyone: ['user'] },
  AddressSuccess: { anyone: ['address', 'user'] },
  RemoveAddressSuccess: { anyone: ['user'] },
  SetDefaultAddressSuccess: { anyone: ['user'] },
  EndSessionSuccess: { anyone: ['user'] },
  // Reached through a user or a list that was checked.
  StaffRole: { staff: ['id', 'name', 'permissions'] },
  SetUserRoleSuccess: { admin: ['user'] },
  StaffRoleSuccess: { admin: ['staffRole'] },
  DeleteStaffRoleSuccess: { admin: ['staffRoleId'] },
  DisableUserSuccess: { MANAGE_CUSTOMERS: ['user'] },
  Mail: { service: ['id', 'to', 'subject', 'text', 'sentAt'] },
  EmailTakenError: userError('anyone'),
  InvalidCredentialsError: userError('anyone'),
  SessionEndedError: userError('anyone'),
} satisfies PolicyTable;

/** Where mails go to nobody, everybody reads them: the policy of a demo. */
export const withMailbox = (table: PolicyTable): PolicyTable => ({
  ...table,
  Query: { ...policy.Query, anyone: [...policy.Query.anyone, 'mailbox'], service: [] },
  Mail: { anyone: policy.Mail.service },
});

export const owners: Owners = {
  User: { idOf: (user: User) => user.id, seenBy: 'READ_CUSTOMERS' },
  Address: { idOf: (address: Address) => address.userId, seenBy: 'READ_CUSTOMERS' },
};
