import { commonPolicy, type Owners, type PolicyTable } from '@storegraph/subgraph-kit/graphql/policy';
import type { Address } from './domain/address.ts';
import type { User } from './domain/user.ts';

export const policy: PolicyTable = {
  ...commonPolicy,
  Query: { me: 'anyone', session: 'anyone', users: 'staff', user: 'staff', userByEmail: 'staff' },
  Mutation: {
    continueAsGuest: 'anyone',
    register: 'anyone',
    login: 'anyone',
    refreshSession: 'anyone',
    logout: 'anyone',
    logoutEverywhere: 'signedIn',
    updateProfile: 'signedIn',
    changePassword: 'signedIn',
    addAddress: 'signedIn',
    updateAddress: 'signedIn',
    removeAddress: 'signedIn',
    setUserRole: 'admin',
    disableUser: 'admin',
  },
  User: {
    id: 'anyone',
    name: 'owner',
    email: 'owner',
    phone: 'owner',
    role: 'owner',
    isGuest: 'owner',
    isDisabled: 'owner',
    addresses: 'owner',
    createdAt: 'owner',
  },
  Address: 'owner',
  UserConnection: 'staff',
  UserEdge: 'staff',
  // Only the holder of its cookie is ever given a session.
  Session: 'anyone',
  SignInSuccess: 'anyone',
  LogoutSuccess: 'anyone',
  UpdateProfileSuccess: 'anyone',
  ChangePasswordSuccess: 'anyone',
  AddressSuccess: 'anyone',
  RemoveAddressSuccess: 'anyone',
  SetUserRoleSuccess: 'admin',
  DisableUserSuccess: 'admin',
  EmailTakenError: 'anyone',
  InvalidCredentialsError: 'anyone',
  SessionEndedError: 'anyone',
};

export const owners: Owners = {
  User: (user: User) => user.id,
  Address: (address: Address) => address.userId,
};
