import type { CompleteResolvers } from '@storegraph/subgraph-kit/graphql/complete-resolvers';
import { Money } from '@storegraph/subgraph-kit/graphql/money';
import type { Resolvers, ResolversParentTypes } from '../__generated__/resolvers.ts';
import { LinkedAccount } from './LinkedAccount.ts';
import { ApiKey } from './ApiKey.ts';
import { AuditEntry } from './AuditEntry.ts';
import { addAddress } from './Mutation/addAddress.ts';
import { changePassword } from './Mutation/changePassword.ts';
import { confirmEmailChange } from './Mutation/confirmEmailChange.ts';
import { continueAsGuest } from './Mutation/continueAsGuest.ts';
import { createApiKey } from './Mutation/createApiKey.ts';
import { createStaffRole } from './Mutation/createStaffRole.ts';
import { deleteMyAccount } from './Mutation/deleteMyAccount.ts';
import { deleteStaffRole } from './Mutation/deleteStaffRole.ts';
import { disableUser } from './Mutation/disableUser.ts';
import { endSession } from './Mutation/endSession.ts';
import { endUserSession } from './Mutation/endUserSession.ts';
import { eraseUser } from './Mutation/eraseUser.ts';
import { login } from './Mutation/login.ts';
import { logout } from './Mutation/logout.ts';
import { logoutEverywhere } from './Mutation/logoutEverywhere.ts';
import { refreshSession } from './Mutation/refreshSession.ts';
import { register } from './Mutation/register.ts';
import { removeAddress } from './Mutation/removeAddress.ts';
import { setDefaultAddress } from './Mutation/setDefaultAddress.ts';
import { revokeApiKey } from './Mutation/revokeApiKey.ts';
import { requestEmailChange } from './Mutation/requestEmailChange.ts';
import { requestEmailVerification } from './Mutation/requestEmailVerification.ts';
import { requestPasswordReset } from './Mutation/requestPasswordReset.ts';
import { resetPassword } from './Mutation/resetPassword.ts';
import { setUserRole } from './Mutation/setUserRole.ts';
import { updateAddress } from './Mutation/updateAddress.ts';
import { updateStaffRole } from './Mutation/updateStaffRole.ts';
import { updateProfile } from './Mutation/updateProfile.ts';
import { userAuditLog } from './Query/userAuditLog.ts';
import { verifyEmail } from './Mutation/verifyEmail.ts';
import { mailbox } from './Query/mailbox.ts';
import { beginPasskeyRegistration } from './Mutation/beginPasskeyRegistration.ts';
import { beginPasskeySignIn } from './Mutation/beginPasskeySignIn.ts';
import { beginTotp } from './Mutation/beginTotp.ts';
import { completeLogin } from './Mutation/completeLogin.ts';
import { confirmTotp } from './Mutation/confirmTotp.ts';
import { disableTotp } from './Mutation/disableTotp.ts';
import { registerPasskey } from './Mutation/registerPasskey.ts';
import { removePasskey } from './Mutation/removePasskey.ts';
import { renamePasskey } from './Mutation/renamePasskey.ts';
import { renewRecoveryCodes } from './Mutation/renewRecoveryCodes.ts';
import { resetSecondFactor } from './Mutation/resetSecondFactor.ts';
import { signInWithPasskey } from './Mutation/signInWithPasskey.ts';
import { admitOutsideToken } from './Mutation/admitOutsideToken.ts';
import { useApiKey } from './Mutation/useApiKey.ts';
import { beginProviderLink } from './Mutation/beginProviderLink.ts';
import { beginProviderSignIn } from './Mutation/beginProviderSignIn.ts';
import { completeProviderSignIn } from './Mutation/completeProviderSignIn.ts';
import { linkProvider } from './Mutation/linkProvider.ts';
import { unlinkProvider } from './Mutation/unlinkProvider.ts';
import { signInProviders } from './Query/signInProviders.ts';
import { apiKeys } from './Query/apiKeys.ts';
import { isPhoneOf } from './Query/isPhoneOf.ts';
import { exportMyData } from './Query/exportMyData.ts';
import { me } from './Query/me.ts';
import { session } from './Query/session.ts';
import { staffRoles } from './Query/staffRoles.ts';
import { user } from './Query/user.ts';
import { userByEmail } from './Query/userByEmail.ts';
import { users } from './Query/users.ts';
import { PersonalData } from './PersonalData.ts';
import { Session } from './Session.ts';
import { sessionsEnded } from './Subscription/sessionsEnded.ts';
import { User } from './User.ts';

export const resolvers: CompleteResolvers<Resolvers, ResolversParentTypes> = {
  Query: {
    exportMyData,
    signInProviders,
    isPhoneOf,
    apiKeys,
    mailbox,
    userAuditLog,
    me,
    session,
    user,
    userByEmail,
    users,
    staffRoles,
  },
  Mutation: {
    admitOutsideToken,
    beginProviderLink,
    beginProviderSignIn,
    completeProviderSignIn,
    linkProvider,
    unlinkProvider,
    createApiKey,
    revokeApiKey,
    useApiKey,
    addAddress,
    changePassword,
    confirmEmailChange,
    continueAsGuest,
    createStaffRole,
    deleteMyAccount,
    deleteStaffRole,
    disableUser,
    endSession,
    endUserSession,
    eraseUser,
    login,
    logout,
    logoutEverywhere,
    refreshSession,
    register,
    removeAddress,
    setDefaultAddress,
    requestEmailChange,
    requestEmailVerification,
    requestPasswordReset,
    resetPassword,
    setUserRole,
    updateAddress,
    updateProfile,
    updateStaffRole,
    beginPasskeyRegistration,
    beginPasskeySignIn,
    beginTotp,
    completeLogin,
    confirmTotp,
    disableTotp,
    registerPasskey,
    removePasskey,
    renamePasskey,
    renewRecoveryCodes,
    resetSecondFactor,
    signInWithPasskey,
    verifyEmail,
  },
  Subscription: { sessionsEnded },
  ApiKey,
  LinkedAccount,
  AuditEntry,
  Money,
  PersonalData,
  Session,
  User,
};
