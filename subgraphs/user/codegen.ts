import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  User: '../domain/user.ts#User',
  StaffRole: '../domain/staff-role.ts#StaffRole',
  LinkedAccount: '../domain/linked-account.ts#LinkedAccount',
  ApiKey: '../domain/api-key.ts#ApiKey',
  Session: '../domain/session.ts#Session',
  Passkey: '../domain/passkey.ts#Passkey',
  Address: '../domain/address.ts#Address',
  Mail: '../mail/outgoing-mail.ts#KeptMail',
  PersonalData: '@storegraph/subgraph-kit/graphql/reference#Reference',
  AccountChange: '@storegraph/subgraph-kit/database/audit-log-store#AuditRecord',
  UserConnection: '../resolvers/connections.ts#UserConnection',
});
