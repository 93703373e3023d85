import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { DomainEvent, EventTransport } from '@storegraph/subgraph-kit/events/events';
import { newId } from '@storegraph/subgraph-kit/id';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { readEnv } from '@storegraph/subgraph-kit/service/env';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { ask, type Answer } from '@storegraph/testkit/ask';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { service, signedIn } from '@storegraph/testkit/viewers';
import { z } from 'zod';
import { insertPayables } from '../src/db/payable-store.ts';
import { courier } from '../src/providers/courier.ts';
import type { PaymentProvider, ProviderEvent } from '../src/providers/provider.ts';
import { createProviders } from '../src/providers/providers.ts';
import { createTestProvider } from '../src/providers/test-provider.ts';
import { writeTestWebhook } from '../src/providers/test-webhook.ts';
import { startPaymentSubgraph } from '../src/server.ts';
import { paymentSettings } from '../src/settings.ts';
import type { Deps } from '../src/use-cases/deps.ts';

export const log = createLogger('payment', 'silent');
const WEBHOOK_SECRET = 'the secret of the webhooks of tests';
export const webhookSecret = new TextEncoder().encode(WEBHOOK_SECRET);
const migrations = new URL('../migrations', import.meta.url);

/** What an order owes, in the words of the schema. */
export type Payable = {
  orderId: string;
  userId: string;
  amountMinor: number;
  currency: string;
  holdExpiresAt: string;
  latestHoldExpiresAt?: string;
};

export const aPayable = (some: Partial<Payable> = {}): Payable => ({
  orderId: newId(),
  userId: newId(),
  amountMinor: 1999,
  currency: 'USD',
  holdExpiresAt: new Date(Date.now() + 900_000).toISOString(),
  ...some,
});

// Long enough for a busy machine to give an answer, short enough to wait for none.
const PROVIDER_TIMEOUT_MS = 500;

const PAYMENT = 'payment { id status amount { amount currency } startedAt expiresAt serverTime capturedAt }';

const REFUNDS =
  'payment { refundedAmount { amount } refunds { id amount { amount currency } reason status requestedAt requestedBy { id } } }';

/** The test harness: the payment subgraph on its own database, with the calls that buyers and other subgraphs make. */
export type Desk = {
  readonly test: TestDatabase;
  readonly subgraph: Subgraph;
  /** SQL of the subgraph's own statements. Empty it before you count. */
  readonly statements: string[];
  readonly events: DomainEvent[];
  rows(query: SQL): Promise<Record<string, any>[]>;
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  open(payable: Payable): Promise<any>;
  close(payable: Payable): Promise<any>;
  start(payable: Pick<Payable, 'orderId' | 'userId'>, key?: string, method?: string, reference?: string): Promise<any>;
  confirm(userId: string, paymentId: string, key?: string): Promise<any>;
  cancel(userId: string, paymentId: string, key?: string): Promise<any>;
  refund(viewer: Viewer, input: Record<string, unknown>): Promise<any>;
  refundOrder(orderId: string): Promise<any>;
  /** Sends a webhook of the test provider; what is given replaces what it would have. */
  tell(
    event: ProviderEvent,
    some?: { provider?: string; headers?: Record<string, string>; body?: string },
  ): Promise<any>;
  /** A captured payment. */
  paid(some?: Partial<Payable>, reference?: string): Promise<Payable & { paymentId: string }>;
  /** Opens a payable and an attempt. */
  begin(some?: Partial<Payable>, reference?: string): Promise<Payable & { paymentId: string }>;
  stop(): Promise<void>;
};

export const settingsWith = (some: { readonly windowSeconds?: number } = {}) =>
  readEnv(z.object(paymentSettings), {
    PAYMENT_WINDOW_SECONDS: String(some.windowSeconds ?? 15),
    PAYMENT_PROVIDER_TIMEOUT_MS: String(PROVIDER_TIMEOUT_MS),
    PAYMENT_WEBHOOK_SECRET: WEBHOOK_SECRET,
  });

export async function openDesk(
  options: {
    readonly windowSeconds?: number;
    readonly transport?: EventTransport;
    readonly provider?: PaymentProvider;
  } = {},
): Promise<Desk> {
  const test = await openTestDatabase(migrations);
  const statements: string[] = [];
  const events: DomainEvent[] = [];
  const subgraph = await startPaymentSubgraph({
    databaseUrl: test.url,
    connections: 20,
    clients: {},
    settings: settingsWith(options),
    providers: [options.provider ?? createTestProvider({ webhookSecret, tell: (event) => desk.tell(event) }), courier],
    log,
    eventTransport: options.transport ?? (async (event) => void events.push(event)),
    onStatement: (statement) => void statements.push(statement),
  });
  const must = async (viewer: Viewer, field: string, document: string, input: unknown): Promise<any> => {
    const { data, errors } = await ask(subgraph.client, viewer, document, { input });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data[field];
  };
  const command = (name: string, input: string, success: string) =>
    `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${success} } }`;
  const as = (userId: string) => signedIn({ userId });
  const failures = '... on UserError { message field }';
  const unanswered = '... on ServiceUnavailableError { retryAfterSeconds }';

  const desk: Desk = {
    test,
    subgraph,
    statements,
    events,
    rows: async (query) => ((await test.database.db.execute(query)) as any)[0],
    ask: (viewer, query, variables) => ask(subgraph.client, viewer, query, variables),
    open: (input) =>
      must(
        service,
        'openPayable',
        command('openPayable', 'PayableInput', '... on OpenPayableSuccess { state holdExpiresAt }'),
        input,
      ),
    close: (input) =>
      must(
        service,
        'closePayable',
        command('closePayable', 'PayableInput', '... on ClosePayableSuccess { state }'),
        input,
      ),
    start: ({ orderId, userId }, idempotencyKey = newId(), method = 'CARD', reference) =>
      must(
        as(userId),
        'startPayment',
        command(
          'startPayment',
          'StartPaymentInput',
          `${failures} ${unanswered} ... on StartPaymentSuccess { ${PAYMENT} } ... on PaymentInProgressError { ${PAYMENT} } ... on OrderNotPayableError { reason }`,
        ),
        { orderId, method, idempotencyKey, reference },
      ),
    confirm: (userId, paymentId, idempotencyKey = newId()) =>
      must(
        as(userId),
        'confirmPayment',
        command(
          'confirmPayment',
          'ConfirmPaymentInput',
          `${failures} ${unanswered} ... on ConfirmPaymentSuccess { ${PAYMENT} } ... on PaymentStatusError { ${PAYMENT} } ... on PaymentDeclinedError { ${PAYMENT} } ... on PaymentWindowClosedError { ${PAYMENT} canStartAgain }`,
        ),
        { paymentId, idempotencyKey },
      ),
    cancel: (userId, paymentId, idempotencyKey = newId()) =>
      must(
        as(userId),
        'cancelPayment',
        command(
          'cancelPayment',
          'CancelPaymentInput',
          `${failures} ... on CancelPaymentSuccess { ${PAYMENT} } ... on PaymentStatusError { ${PAYMENT} }`,
        ),
        { paymentId, idempotencyKey },
      ),
    refund: (viewer, input) =>
      must(
        viewer,
        'refundPayment',
        command(
          'refundPayment',
          'RefundPaymentInput',
          `${failures} ... on RefundPaymentSuccess { ${REFUNDS} } ... on RefundExceedsCaptureError { refundable { amount currency } }`,
        ),
        { idempotencyKey: newId(), reason: 'Scratched', ...input },
      ),
    refundOrder: (orderId) =>
      must(service, 'refundOrder', command('refundOrder', 'RefundOrderInput', ''), {
        orderId,
        reason: 'Order cancelled',
      }),
    tell: (event, some = {}) => {
      const { headers, body } = { ...writeTestWebhook(webhookSecret, event, new Date()), ...some };
      const input = {
        provider: some.provider ?? 'test',
        headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
        body: Buffer.from(body).toString('base64'),
      };
      return must(
        service,
        'receiveWebhook',
        command(
          'receiveWebhook',
          'WebhookInput',
          '... on WebhookAccepted { eventId } ... on WebhookRefused { reason }',
        ),
        input,
      );
    },
    paid: async (some, reference) => {
      const begun = await desk.begin(some, reference);
      await desk.confirm(begun.userId, begun.paymentId);
      return begun;
    },
    begin: async (some, reference) => {
      const payable = aPayable(some);
      await desk.open(payable);
      const { payment } = await desk.start(payable, newId(), 'CARD', reference);
      return { ...payable, paymentId: payment.id };
    },
    stop: async () => {
      await subgraph.stop();
      await test.close();
    },
  };
  return desk;
}

const quietProvider = (): PaymentProvider => createTestProvider({ webhookSecret, tell: async () => {} });

/** The use cases on a database without the subgraph around them: no worker runs unless the test runs it. */
export async function openQuietDesk(
  provider: PaymentProvider = quietProvider(),
): Promise<{ test: TestDatabase; deps: Deps; stop: () => Promise<void> }> {
  const test = await openTestDatabase(migrations, { connections: 20 });
  const { database } = test;
  const deps: Deps = {
    database,
    insertPayable: batched((payables) => insertPayables(database.db, payables)),
    relay: { runNow: async () => {} },
    log,
    providers: createProviders([provider, courier], PROVIDER_TIMEOUT_MS),
    windowMs: 60_000,
  };
  return { test, deps, stop: () => test.close() };
}

/** Moves attempts an hour into the past: their time is up. Tests that wait for it instead fail on a busy machine. */
export const endWindows = (database: Database, paymentIds: readonly string[]) =>
  database.db
    .execute(sql`update payment set started_at = started_at - interval 1 hour, expires_at = expires_at - interval 1 hour
    where id in (${sql.join(paymentIds.map(bytes), sql`, `)})`);

/** An id as a value of its column. */
export const bytes = (id: string) => sql`unhex(${id.replaceAll('-', '')})`;
