import type { Guard } from './guard.ts';

const endedSession = 'subgraphs/user/test/ended-session.int.test.ts';
const routerTest = 'router/test/ended-sessions.int.test.ts';

const keyRotation = 'subgraphs/user/src/domain/key-rotation.ts';
const keyRotationTest = 'subgraphs/user/src/domain/key-rotation.test.ts';
const outsideTokens = 'subgraphs/user/test/outside-tokens.int.test.ts';
const providerSignIn = 'subgraphs/user/test/provider-sign-in.int.test.ts';
const apiKeys = 'subgraphs/user/test/api-keys.int.test.ts';
const remoteKeys = 'router/src/remote-key-set.test.ts';

/** Who may do what, and until when. */
export const accessGuards: readonly Guard[] = [
  {
    name: 'time for verifiers to hear of a key',
    file: keyRotation,
    text: 'signsFrom: nowSeconds + leadSeconds',
    without: 'signsFrom: nowSeconds',
    tests: [keyRotationTest],
  },
  {
    name: 'keys published until their last token has run out',
    file: keyRotation,
    text: 'nowSeconds < replacedAt(index) + PUBLISHED_AFTER_SECONDS',
    without: 'nowSeconds < replacedAt(index)',
    tests: [keyRotationTest],
  },
  {
    name: 'keys of an issuer that does not answer',
    file: 'router/src/remote-key-set.ts',
    text: 'cacheMaxAge: Infinity,',
    without: '',
    tests: [remoteKeys],
  },
  {
    name: 'withdrawn keys',
    file: 'router/src/remote-key-set.ts',
    text: 'setInterval(reload, reloadMs)',
    without: 'setInterval(() => {}, reloadMs)',
    tests: [remoteKeys],
  },
  {
    name: 'outside token of an ended session',
    file: 'subgraphs/user/src/use-cases/admit-outside-token.ts',
    text: 'if (link === null || isOfEndedSession(link, token.issuedAt)) return null;',
    without: 'if (link === null) return null;',
    tests: [outsideTokens],
  },
  {
    name: 'outside token of who was locked out',
    file: 'subgraphs/user/src/use-cases/admit-outside-token.ts',
    text: 'if (!found.ok || found.value.isDisabled) return null;',
    without: 'if (!found.ok) return null;',
    tests: [outsideTokens],
  },
  {
    name: 'role by the mapping alone',
    file: 'router/src/outside-tokens.ts',
    text: "Object.hasOwn(mapping, each) ? [mapping[each] ?? 'CUSTOMER'] : []",
    without: "[mapping[each] ?? (each === 'STAFF' ? 'STAFF' : 'CUSTOMER')]",
    tests: ['router/src/outside-tokens.test.ts'],
  },
  {
    name: 'algorithms of outside tokens',
    file: 'router/src/outside-tokens.ts',
    text: 'algorithms: ALGORITHMS, issuer: rules.issuer, audience: rules.audience,',
    without: 'issuer: rules.issuer,',
    tests: ['router/src/outside-tokens.test.ts'],
  },
  {
    name: 'signature of an ID token',
    file: 'subgraphs/user/src/identity/openid-providers.ts',
    text: 'const execute = [openid.enableNonRepudiationChecks];',
    without: 'const execute: ((config: openid.Configuration) => void)[] = [];',
    tests: [providerSignIn],
  },
  {
    name: 'nonce of an ID token',
    file: 'subgraphs/user/src/identity/openid-providers.ts',
    text: "expectedNonce: secretOf('nonce', attempt),",
    without: "expectedNonce: String(new URLSearchParams(query).get('nonce')),",
    tests: [providerSignIn],
  },
  {
    name: 'answer of a provider taken once',
    file: 'subgraphs/user/src/use-cases/provider-sign-in.ts',
    text: "if (!isOpen) return failed('EXPIRED');",
    without: '',
    tests: [providerSignIn],
  },
  {
    name: 'address that a provider vouches for',
    file: 'subgraphs/user/src/identity/openid-providers.ts',
    text: 'claims.email_verified === true ? (claims.email ?? null) : null',
    without: 'claims.email ?? null',
    tests: [providerSignIn],
  },
  {
    name: 'what needs a person',
    file: 'packages/subgraph-kit/src/graphql/policy.ts',
    text: 'return viewer.isMachine !== true;',
    without: 'return true;',
    tests: [apiKeys],
  },
  {
    name: 'API key that has run out',
    file: 'subgraphs/user/src/db/api-key-store.ts',
    text: '.where(and(eq(hash, given.hash), isOpen))',
    without: '.where(eq(hash, given.hash))',
    tests: [apiKeys],
  },
  {
    name: 'end of an API key told',
    file: 'subgraphs/user/src/db/api-key-store.ts',
    text: 'if (affectedRows > 0) await recordEvents(tx, [newEvent(userEvents.SessionEnded, { sessionId: keyId })]);',
    without: '',
    tests: [apiKeys],
  },
  {
    name: 'revoked API key',
    file: 'subgraphs/user/src/identity/admit.ts',
    text: 'isMachine === true ? isApiKeyOpen(db, userId)',
    without: 'isMachine === true ? true',
    tests: [apiKeys],
  },
  {
    name: 'secret of an API key',
    file: 'subgraphs/user/src/use-cases/api-keys.ts',
    text: 'hash: hashApiKeySecret(secret)',
    without: 'hash: secret.slice(3)',
    tests: [apiKeys],
  },
  {
    name: 'session of an own account',
    file: 'subgraphs/user/src/identity/admit.ts',
    text: "viewer.kind !== 'user' || (await isAdmitted(db, viewer)) ? viewer : signedOut(viewer);",
    without: 'viewer;',
    tests: [endedSession],
  },
  {
    name: 'end of a session told',
    file: 'subgraphs/user/src/db/session-store.ts',
    text: 'if (affectedRows > 0) await recordEvents(tx, [newEvent(userEvents.SessionEnded, { sessionId: id })]);',
    without: '',
    tests: [endedSession],
  },
  {
    name: 'end of all sessions told',
    file: 'subgraphs/user/src/db/session-store.ts',
    text: `await recordEvents( tx, ids.map((sessionId) => newEvent(userEvents.SessionEnded, { sessionId })), );`,
    without: '',
    tests: [endedSession],
  },
  {
    name: 'ended sessions told first',
    file: 'subgraphs/user/src/use-cases/watch-ended-sessions.ts',
    text: 'ended.push(...(await findEndedSessions(database.db)));',
    without: '',
    tests: [endedSession],
  },
  {
    name: 'token of an ended session',
    file: 'router/src/ended-sessions.ts',
    text: "return endedAt.has(sessionId) ? { kind: 'ended', userId } : token;",
    without: 'return token;',
    tests: [routerTest],
  },
  {
    name: 'staff while no endings are heard',
    file: 'router/src/ended-sessions.ts',
    text: "role === 'CUSTOMER' ? Infinity : CURRENT_MS",
    without: 'Infinity',
    tests: [routerTest],
  },
  {
    name: 'stream of an ended session',
    file: 'router/src/live-endpoint.ts',
    text: 'endedSessions.whenEnded(viewer.sessionId, () => closed.abort())',
    without: '() => {}',
    tests: [routerTest],
  },
  {
    name: 'permission to change a price',
    file: 'subgraphs/inventory/src/resolvers/Mutation/updateVariant.ts',
    text: "input.price != null && !may(context.viewer, 'CHANGE_PRICES')",
    without: "input.price != null && context.viewer.kind === 'anonymous'",
    tests: ['subgraphs/inventory/test/price-permission.int.test.ts'],
  },
  {
    name: 'sessions of a changed role',
    file: 'subgraphs/user/src/use-cases/staff-roles.ts',
    text: 'for (const userId of await findStaffOfRole(tx, role.id)) await endSessionsOf(tx, userId);',
    without: '',
    tests: ['subgraphs/user/test/staff-roles.int.test.ts'],
  },
  {
    name: 'staff locked out by admins alone',
    file: 'subgraphs/user/src/use-cases/lock-for-admin.ts',
    text: "((await lockUser(tx, subjectId))?.role ?? 'CUSTOMER') === 'CUSTOMER';",
    without: 'true;',
    tests: ['subgraphs/user/test/staff-roles.int.test.ts'],
  },
  {
    name: 'orders changed by permission',
    file: 'subgraphs/order/src/db/order-store.ts',
    text: "visibilityFor(viewer, 'MANAGE_ORDERS')",
    without: "visibilityFor(viewer, 'READ_ORDERS')",
    tests: ['subgraphs/order/test/cancel-order.int.test.ts'],
  },
  {
    name: 'note of what an ended session tried',
    file: 'packages/subgraph-kit/src/graphql/policy.ts',
    text: 'return { actorId: viewer.endedUserId, mutation, role: null };',
    without: 'return null;',
    tests: ['packages/subgraph-kit/src/graphql/policy.test.ts'],
  },
];
