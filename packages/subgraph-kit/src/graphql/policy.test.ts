import { buildSchema, getOperationAST, graphql, parse, subscribe, type GraphQLSchema } from 'graphql';
import { expect, it, vi } from 'vitest';
import { compileExecutable } from '@storegraph/schema-executor/executable';
import { applyPolicy, PolicyGapError, type Access, type PolicyTable } from './policy.ts';
import { PERMISSIONS, ROLE_PERMISSIONS, type Permission, type Role } from '../permissions.ts';
import { signedOut, type Viewer } from '../viewer.ts';

const schema = (): GraphQLSchema =>
  buildSchema('type Query { thing: Thing } type Thing { name: String secret: String }');
const owners = { Thing: { idOf: (thing: { ownerId: string }) => thing.ownerId, seenBy: 'READ_ORDERS' } } as const;
const user = (
  userId: string,
  role: Role = 'CUSTOMER',
  permissions: readonly Permission[] = ROLE_PERMISSIONS[role],
): Viewer => ({
  kind: 'user',
  userId,
  role,
  permissions,
  isGuest: false,
  sessionId: 's',
  visitorId: null,
});
const viewers: Record<string, Viewer> = {
  anonymous: { kind: 'anonymous', visitorId: null },
  owner: user('me'),
  other: user('you'),
  staff: user('s', 'STAFF'),
  admin: user('a', 'ADMIN'),
  service: { kind: 'service', service: 'order' },
  // Staff with one permission each.
  ...Object.fromEntries(PERMISSIONS.map((each) => [each, user('p', 'STAFF', [each])])),
};

const allowed: Record<string, readonly string[]> = {
  anyone: ['anonymous', 'owner', 'other', 'staff', 'admin', 'service', ...PERMISSIONS],
  signedIn: ['owner', 'other', 'staff', 'admin', 'service', ...PERMISSIONS],
  owner: ['owner', 'staff', 'admin', 'service', 'READ_ORDERS'],
  self: ['owner', 'service'],
  ...Object.fromEntries(PERMISSIONS.map((each) => [each, ['staff', 'admin', 'service', each]])),
  // Which its built-in role does not have.
  MANAGE_CUSTOMERS: ['admin', 'service', 'MANAGE_CUSTOMERS'],
  READ_AUDIT_LOG: ['admin', 'service', 'READ_AUDIT_LOG'],
  staff: ['staff', 'admin', 'service', ...PERMISSIONS],
  admin: ['admin', 'service'],
  service: ['service'],
};
const cases = (Object.keys(allowed) as Access[]).flatMap((access) =>
  Object.keys(viewers).map((who) => ({ access, who })),
);

it.each(cases)('$access: decides for $who', async ({ access, who }) => {
  const guarded = applyPolicy(
    schema(),
    {
      Query: { anyone: ['thing'] },
      Thing: { [access]: ['secret'], anyone: ['name', ...(access === 'anyone' ? ['secret'] : [])] },
    },
    owners,
  );
  guarded.getQueryType()!.getFields()['thing']!.resolve = () => ({ ownerId: 'me', name: 'n', secret: 'x' });
  const source = '{ thing { name secret } }';
  const contextValue = { viewer: viewers[who] };
  const { data, errors } = await graphql({ schema: guarded, source, contextValue });
  const isAllowed = allowed[access]!.includes(who);
  expect(data).toEqual({ thing: { name: 'n', secret: isAllowed ? 'x' : null } });
  expect(errors?.[0]?.extensions['code']).toBe(
    isAllowed ? undefined : who === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN',
  );

  // Compiled, a plain property goes a shorter way.
  const document = parse(source);
  const compiled = compileExecutable<typeof contextValue>(guarded, document, getOperationAST(document)!);
  expect(JSON.stringify(await compiled!(contextValue, {}))).toBe(
    JSON.stringify(await graphql({ schema: guarded, source, contextValue })),
  );
});

const Query = { anyone: ['thing'] };
it.each<[string, PolicyTable]>([
  ['Thing.secret has no rule', { Query, Thing: { anyone: ['name'] } }],
  ['Thing.name has no rule', { Query }],
  ['Thing.secret has two rules', { Query, Thing: { anyone: ['name', 'secret'], staff: ['secret'] } }],
  [
    'Ghost.name has a rule but is not in the schema',
    { Query, Thing: { anyone: ['name', 'secret'] }, Ghost: { anyone: ['name'] } },
  ],
  [
    'Query.thing asks for an owner, and Query has none',
    { Query: { owner: ['thing'] }, Thing: { anyone: ['name', 'secret'] } },
  ],
  // @ts-expect-error -- Only a program without types could try.
  ['Thing.name has no rule', { Query, Thing: 'anyone' }],
])('refuses to start: %s', (message, table) => {
  expect(() => applyPolicy(schema(), table, owners)).toThrow(PolicyGapError);
  expect(() => applyPolicy(schema(), table, owners)).toThrow(message);
});

it('tells of mutations that somebody may not call before it refuses them, and of nothing else', async () => {
  const denied: string[] = [];
  const guarded = applyPolicy(
    buildSchema('type Query { secret: String } type Mutation { act: String }'),
    { Query: { staff: ['secret'] }, Mutation: { staff: ['act'] } },
    {},
    async ({ actorId, mutation, role }) => void denied.push(`${actorId} ${mutation} ${role}`),
  );
  const codes: unknown[] = [];
  for (const source of ['mutation { act }', '{ secret }'])
    for (const who of ['anonymous', 'other', 'staff', 'service'])
      codes.push(
        (await graphql({ schema: guarded, source, contextValue: { viewer: viewers[who] } })).errors?.[0]?.extensions[
          'code'
        ],
      );
  expect(codes).toEqual([
    'UNAUTHENTICATED',
    'FORBIDDEN',
    undefined,
    undefined,
    'UNAUTHENTICATED',
    'FORBIDDEN',
    undefined,
    undefined,
  ]);
  expect(denied).toEqual(['you act CUSTOMER']);
});

it('tells whose session had ended of mutations for staff, and not of those for everybody', async () => {
  const denied: unknown[] = [];
  const guarded = applyPolicy(
    buildSchema('type Query { secret: String } type Mutation { act: String buy: String }'),
    { Query: { staff: ['secret'] }, Mutation: { staff: ['act'], signedIn: ['buy'] } },
    {},
    async (denial) => void denied.push(denial),
  );
  const contextValue = { viewer: signedOut({ userId: 'you', visitorId: null }) };
  for (const source of ['mutation { act }', 'mutation { buy }', '{ secret }']) {
    const { errors } = await graphql({ schema: guarded, source, contextValue });
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  }
  expect(denied).toEqual([{ actorId: 'you', mutation: 'act', role: null }]);
});

it('lets no denied mutation pass when nobody could be told of it', async () => {
  const guarded = applyPolicy(
    buildSchema('type Query { secret: String } type Mutation { act: String }'),
    { Query: { staff: ['secret'] }, Mutation: { staff: ['act'] } },
    {},
    () => Promise.reject(new Error('away')),
  );
  const { data, errors } = await graphql({
    schema: guarded,
    source: 'mutation { act }',
    rootValue: { act: 'done' },
    contextValue: { viewer: viewers['other'] },
  });
  expect([data?.['act'], errors?.[0]?.message]).toEqual([null, 'away']);
});

it.each(['anonymous', 'other', 'staff'])('looks for no events for who may not read them: %s', async (who) => {
  const events = vi.fn(async function* () {
    yield 'event';
  });
  const watched = buildSchema('type Query { a: String } type Subscription { happened: String }');
  Object.assign(watched.getSubscriptionType()!.getFields()['happened']!, {
    subscribe: events,
    resolve: (event: string) => event,
  });
  const guarded = applyPolicy(watched, { Query: { anyone: ['a'] }, Subscription: { staff: ['happened'] } }, {});
  const answers = await subscribe({
    schema: guarded,
    document: parse('subscription { happened }'),
    contextValue: { viewer: viewers[who] },
  });
  expect(Symbol.asyncIterator in answers).toBe(who === 'staff');
  expect(events).toHaveBeenCalledTimes(who === 'staff' ? 1 : 0);
});
