import {
  commonPolicy,
  connection,
  edge,
  userError,
  type Owners,
  type PolicyTable,
} from '@storegraph/subgraph-kit/graphql/policy';
import type { Address } from './domain/address.ts';
import type { Passkey } from './domain/passkey.ts';
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
    anyone: [
      'continueAsGuest',
      'register',
      'login',
      'refreshSession',
      'logout',
      'completeLogin',
      'beginPasskeySignIn',
      'signInWithPasskey',
    ],
    signedIn: [
      'logoutEverywhere',
      'updateProfile',
      'changePassword',
      'addAddress',
      'updateAddress',
      'removeAddress',
      'setDefaultAddress',
      'endSession',
      'beginTotp',
      'confirmTotp',
      'disableTotp',
      'renewRecoveryCodes',
      'beginPasskeyRegistration',
      'registerPasskey',
      'renamePasskey',
      'removePasskey',
    ],
    MANAGE_CUSTOMERS: ['disableUser', 'endUserSession'],
    admin: ['setUserRole', 'resetSecondFactor', 'createStaffRole', 'updateStaffRole', 'deleteStaffRole'],
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
      'hasSecondFactor',
      'addresses',
      'defaultAddress',
      'sessions',
      'createdAt',
    ],
    self: ['recoveryCodesLeft', 'passkeys'],
  },
  Passkey: { self: ['id', 'name', 'createdAt', 'lastUsedAt'] },
  Address: {
    owner: ['id', 'recipient', 'phone', 'line1', 'line2', 'city', 'region', 'postalCode', 'countryCode'],
  },
  UserConnection: connection('READ_CUSTOMERS'),
  UserEdge: edge('READ_CUSTOMERS'),
  // Given to the holder of its cookie, and by a user whose sessions the caller may see.
  Session: { anyone: ['id', 'user', 'createdAt', 'expiresAt', 'lastUsedAt', 'device', 'isCurrent'] },
  SignInSuccess: { anyone: ['user', 'session', 'accessToken', 'accessTokenExpiresAt', 'needsSecondFactor'] },
  SecondFactorRequired: { anyone: ['challenge', 'expiresAt'] },
  // Told to who asked, once.
  BeginTotpSuccess: { anyone: ['secret', 'uri'] },
  RecoveryCodesSuccess: { anyone: ['recoveryCodes', 'user'] },
  DisableTotpSuccess: { anyone: ['user'] },
  PasskeyOptions: { anyone: ['options'] },
  RegisterPasskeySuccess: { anyone: ['user'] },
  RenamePasskeySuccess: { anyone: ['user'] },
  RemovePasskeySuccess: { anyone: ['user'] },
  ResetSecondFactorSuccess: { admin: ['user'] },
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
  InvalidCodeError: userError('anyone'),
  ChallengeEndedError: userError('anyone'),
  InvalidPasskeyError: userError('anyone'),
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
  Passkey: { idOf: (passkey: Passkey) => passkey.userId, seenBy: 'READ_CUSTOMERS' },
  Address: { idOf: (address: Address) => address.userId, seenBy: 'READ_CUSTOMERS' },
};
