import { desc, eq } from 'drizzle-orm';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { DomainEvent } from '@storegraph/subgraph-kit/events/events';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { permissionsNamed, type Role } from '@storegraph/subgraph-kit/permissions';
import { readEnv } from '@storegraph/subgraph-kit/service/env';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { ask, type Answer } from '@storegraph/testkit/ask';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { anonymous } from '@storegraph/testkit/viewers';
import { z } from 'zod';
import { mailTable, sessionTable, userTable } from '../src/db/schema.ts';
import { generateAccessTokenKeys } from '../src/identity/access-token-keys.ts';
import { startUserSubgraph } from '../src/server.ts';
import { userSettings } from '../src/settings.ts';

export const PASSWORD = 'velvet otter 47';

/** A browser that keeps its cookie and access token, as ours does. */
export type Browser = {
  readonly userId: string;
  viewer: Viewer & { kind: 'user' };
  cookie: string;
};

export type Harness = {
  readonly subgraph: Subgraph;
  readonly test: TestDatabase;
  /** SQL of the subgraph's own statements. */
  readonly statements: string[];
  readonly events: DomainEvent[];
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>, cookie?: string): Promise<Answer>;
  /** Registers, and follows the link in the mail. */
  register(person?: { name?: string; email?: string }): Promise<Browser & { email: string }>;
  /** Registers, and leaves the mail alone. */
  registerOnly(person?: { name?: string; email?: string }): Promise<Browser & { email: string }>;
  /** What was mailed to an address, the newest first. */
  mailsTo(email: string): Promise<{ subject: string; text: string }[]>;
  /** What the newest link that was mailed to an address ends in. */
  linkTo(email: string): Promise<string>;
  guest(): Promise<Browser>;
  /** Registers, is given the role, and signs in with it. */
  withRole(role: Role): Promise<Browser & { email: string }>;
  /** Turns a successful sign-in into the browser that got it. */
  browserOf(answer: Answer, field: string): Promise<Browser>;
  sessionsOf(userId: string): Promise<number>;
  stop(): Promise<void>;
};

const SIGN_IN = `... on SignInSuccess { user { id name email phone role isGuest } session { id expiresAt } accessToken accessTokenExpiresAt needsSecondFactor }
  ... on UserError { message field }`;
export const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename ${SIGN_IN} } }`;
export const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename ${SIGN_IN} } }`;
export const GUEST = `mutation ($input: ContinueAsGuestInput!) { continueAsGuest(input: $input) { __typename ${SIGN_IN} } }`;
export const REFRESH = `mutation { refreshSession { __typename ${SIGN_IN} } }`;

export const VERIFY = `mutation ($input: ConfirmEmailInput!) { verifyEmail(input: $input) { __typename ... on VerifyEmailSuccess { email user { id isEmailVerified } } ... on UserError { message field } } }`;

export const REQUEST_RESET = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename ... on RequestPasswordResetSuccess { email } ... on RateLimitedError { retryAfterSeconds } } }`;

let people = 0;
export const newEmail = (): string => `person${++people}.${Date.now()}@example.com`;

export async function startHarness(
  settings: Record<string, string> = {},
  log = createLogger('user', 'silent'),
): Promise<Harness> {
  const test = await openTestDatabase(new URL('../migrations', import.meta.url));
  const statements: string[] = [];
  const events: DomainEvent[] = [];
  const subgraph = await startUserSubgraph({
    databaseUrl: test.url,
    connections: 10,
    clients: {},
    settings: readEnv(z.object(userSettings), {
      ACCESS_TOKEN_KEYS: JSON.stringify(await generateAccessTokenKeys()),
      SECOND_FACTOR_KEY: 'a key of thirty-two characters...',
      SECURE_COOKIES: 'false',
      ...(settings['SMTP_URL'] === undefined && { MAILBOX: 'true' }),
      ...settings,
    }),
    eventTransport: async (event) => void events.push(event),
    log,
    onStatement: (statement) => void statements.push(statement),
  });
  const keys = createLocalJWKSet(subgraph.publicDocuments['/.well-known/jwks.json']!() as { keys: { kty: string }[] });

  const harness: Harness = {
    subgraph,
    test,
    statements,
    events,
    ask: (viewer, query, variables, cookie) => ask(subgraph.client, viewer, query, variables, cookie),
    browserOf: async ({ data, errors, setCookies }, field) => {
      const signIn = data?.[field];
      if (signIn?.__typename !== 'SignInSuccess')
        throw new Error(`Not signed in: ${JSON.stringify({ signIn, errors })}`);
      // As the router reads it.
      const { payload } = await jwtVerify(signIn.accessToken, keys, {
        issuer: 'storegraph',
        audience: 'storegraph',
        requiredClaims: ['exp', 'sub'],
      });
      const viewer = {
        kind: 'user' as const,
        userId: payload.sub!,
        role: payload['role'] as Role,
        permissions: permissionsNamed(payload['role'] as Role, payload['permissions'] as string[] | undefined),
        isGuest: payload['guest'] as boolean,
        sessionId: payload['sid'] as string,
        visitorId: null,
      };
      return { userId: viewer.userId, viewer, cookie: setCookies[0]!.split(';')[0]! };
    },
    mailsTo: async (email) => {
      const mails = await test.database.db.select().from(mailTable).orderBy(desc(mailTable.id));
      return mails.flatMap(({ message }) => (message?.to === email ? [message] : []));
    },
    linkTo: async (email) => {
      const [mail] = (await harness.mailsTo(email)).filter(({ text }) => text.includes('#'));
      return /#(\S+)/.exec(mail!.text)![1]!;
    },
    register: async (person = {}) => {
      const browser = await harness.registerOnly(person);
      const input = { token: await harness.linkTo(browser.email) };
      const { data } = await harness.ask(browser.viewer, VERIFY, { input });
      if (data.verifyEmail.__typename !== 'VerifyEmailSuccess') throw new Error(JSON.stringify(data));
      return browser;
    },
    registerOnly: async (person = {}) => {
      const email = person.email ?? newEmail();
      const answer = await harness.ask(anonymous, REGISTER, {
        input: { name: person.name ?? 'Ada Okonjo', email, password: PASSWORD },
      });
      return { ...(await harness.browserOf(answer, 'register')), email };
    },
    guest: async () =>
      harness.browserOf(
        await harness.ask(anonymous, GUEST, { input: { name: 'Gina Guest', phone: '+1 555 010 0100' } }),
        'continueAsGuest',
      ),
    withRole: async (role) => {
      const { userId, email } = await harness.register();
      await test.database.db.update(userTable).set({ role }).where(eq(userTable.id, userId));
      const answer = await harness.ask(anonymous, LOGIN, { input: { email, password: PASSWORD } });
      return { ...(await harness.browserOf(answer, 'login')), email };
    },
    sessionsOf: async (userId) =>
      (await test.database.db.select().from(sessionTable).where(eq(sessionTable.userId, userId))).length,
    stop: async () => {
      await subgraph.stop();
      await test.close();
    },
  };
  return harness;
}
