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

export const policy: PolicyTable = {
  ...commonPolicy,
  Query: { anyone: ['me', 'session'], staff: ['users', 'user', 'userByEmail'] },
  Mutation: {
    anyone: ['continueAsGuest', 'register', 'login', 'refreshSession', 'logout'],
    signedIn: ['logoutEverywhere', 'updateProfile', 'changePassword', 'addAddress', 'updateAddress', 'removeAddress'],
    admin: ['setUserRole', 'disableUser'],
  },
  Subscription: { service: ['sessionsEnded'] },

  User: {
    anyone: ['id'],
    owner: ['name', 'email', 'phone', 'role', 'isGuest', 'isDisabled', 'addresses', 'createdAt'],
  },
  Address: {
    owner: ['id', 'recipient', 'phone', 'line1', 'line2', 'city', 'region', 'postalCode', 'countryCode'],
  },
  UserConnection: connection('staff'),
  UserEdge: edge('staff'),
  // Only the holder of its cookie is ever given a session.
  Session: { anyone: ['id', 'user', 'createdAt', 'expiresAt'] },
  SignInSuccess: { anyone: ['user', 'session', 'accessToken', 'accessTokenExpiresAt'] },
  LogoutSuccess: { anyone: ['endedSessions'] },
  UpdateProfileSuccess: { anyone: ['user'] },
  ChangePasswordSuccess: { anyone: ['user'] },
  AddressSuccess: { anyone: ['address', 'user'] },
  RemoveAddressSuccess: { anyone: ['user'] },
  SetUserRoleSuccess: { admin: ['user'] },
  DisableUserSuccess: { admin: ['user'] },
  EmailTakenError: userError('anyone'),
  InvalidCredentialsError: userError('anyone'),
  SessionEndedError: userError('anyone'),
};

export const owners: Owners = {
  User: (user: User) => user.id,
  Address: (address: Address) => address.userId,
};
