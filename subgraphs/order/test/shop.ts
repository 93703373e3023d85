import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent, EventTransport } from '@storegraph/subgraph-kit/events/events';
import { newId } from '@storegraph/subgraph-kit/id';
import { createLogger, type Logger } from '@storegraph/subgraph-kit/log';
import { readEnv } from '@storegraph/subgraph-kit/service/env';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { ask, type Answer } from '@storegraph/testkit/ask';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { signedIn } from '@storegraph/testkit/viewers';
import { z } from 'zod';
import type { HoldLimits } from '../src/domain/shopper-limits.ts';
import { startOrderSubgraph } from '../src/server.ts';
import { orderSettings } from '../src/settings.ts';
import { createFakeInventory, type FakeInventory } from './fake-inventory.ts';
import { createFakePayment, type FakePayment } from './fake-payment.ts';
import { createFakeUser, type FakeUser } from './fake-user.ts';

export const migrations = new URL('../migrations/', import.meta.url);

export const shippingAddress = {
  recipient: 'Ada Lovelace',
  phone: '+44 20 7946 0000',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  countryCode: 'gb',
};

export const ORDER = /* GraphQL */ `
  fragment OrderParts on Order {
    id
    number
    status
    fulfillmentStatus
    note
    totalQuantity
    total {
      amount
      currency
    }
    placedAt
    holdExpiresAt
    serverTime
    availableActions
    unavailableActions {
      action
      reason
    }
    buyer {
      id
    }
    shippingAddress {
      recipient
      phone
      line1
      line2
      city
      region
      postalCode
      countryCode
    }
    lines {
      id
      name
      sku
      quantity
      unitPrice {
        amount
        currency
      }
      total {
        amount
        currency
      }
      product {
        id
      }
      variant {
        id
      }
    }
    fulfillment {
      carrier
      trackingNumber
      shippedAt
      deliveredAt
    }
    timeline {
      id
      kind
      at
      actorKind
      actor {
        id
      }
      note
    }
  }
`;

export const PLACE = /* GraphQL */ `
  ${ORDER}
  mutation Place($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on PlaceOrderSuccess {
        order {
          ...OrderParts
        }
        cart {
          id
          totalQuantity
          lines {
            quantity
            variant {
              id
            }
          }
        }
      }
      ... on OutOfStockError {
        shortages {
          requested
          available
          variant {
            id
          }
        }
      }
      ... on ServiceUnavailableError {
        retryAfterSeconds
      }
      ... on UnpaidOrderLimitError {
        maximum
      }
      ... on HeldUnitsLimitError {
        maximum
        held
        variant {
          id
        }
      }
      ... on UserError {
        message
        field
      }
    }
  }
`;

/**
 * An order subgraph (or several) on a database of its own, with an inventory and a payment that do as they are told.
 */
export type Shop = {
  readonly subgraph: Subgraph;
  readonly others: readonly Subgraph[];
  readonly inventory: FakeInventory;
  readonly payment: FakePayment;
  readonly user: FakeUser;
  readonly database: TestDatabase['database'];
  /** SQL of the subgraphs' statements. */
  readonly statements: string[];
  readonly events: DomainEvent[];
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  place(
    viewer: Viewer,
    lines: readonly { variantId: string; quantity: number }[] | null,
    more?: Record<string, unknown>,
  ): Promise<any>;
  /** Runs a mutation that takes one input and answers with an order or a refusal. */
  act(viewer: Viewer, mutation: string, input: Record<string, unknown>): Promise<any>;
  order(viewer: Viewer, id: string): Promise<any>;
  /** Delivers an event of payment's. */
  tell(type: string, orderId: string, payload?: Record<string, unknown>, id?: string): Promise<void>;
  /** Captures the payment of an order and tells of it. */
  pay(orderId: string): Promise<void>;
  sagaOf(orderId: string): Promise<Record<string, unknown>>;
  /** What the audit log says was done to something, oldest first. */
  auditOf(subjectId: string): Promise<readonly { action: string; actor: string; details: Record<string, unknown> }[]>;
  stateOf(orderId: string): Promise<unknown>;
  /** A new order of a new customer, for some of 10 units of a new variant. */
  placed(
    quantity?: number,
  ): Promise<{ readonly viewer: Viewer & { kind: 'user' }; readonly id: string; readonly available: () => number }>;
  /** Has the hold of an order run out now. */
  endHold(orderId: string): Promise<void>;
  /** Lets the recovery workers find what is left, without waiting for the backoff. */
  makeDue(orderId: string): Promise<void>;
  /** Ends the first instance, as a deployment would. */
  stopFirst(): Promise<void>;
  close(): Promise<void>;
};

/** What a shopper may do without paying is not limited, unless a test says so. */
export const settingsWith = (
  some: {
    readonly holdMinutes?: number;
    readonly guestHoldMinutes?: number;
    readonly limits?: HoldLimits;
    readonly networkLimits?: HoldLimits;
    readonly lookUpRate?: string;
  } = {},
) =>
  readEnv(z.object(orderSettings), {
    ORDER_HOLD_MINUTES: String(some.holdMinutes ?? 15),
    GUEST_HOLD_MINUTES: String(some.guestHoldMinutes ?? some.holdMinutes ?? 15),
    SHOPPER_MAX_UNPAID_ORDERS: String(some.limits?.maxUnpaidOrders ?? 0),
    SHOPPER_MAX_HELD_UNITS: String(some.limits?.maxHeldUnits ?? 0),
    NETWORK_MAX_UNPAID_ORDERS: String(some.networkLimits?.maxUnpaidOrders ?? 0),
    NETWORK_MAX_HELD_UNITS: String(some.networkLimits?.maxHeldUnits ?? 0),
    PLACE_ORDER_RATE: 'off',
    LOOK_UP_RATE: some.lookUpRate ?? 'off',
  });

export async function openShop(
  options: {
    readonly instances?: number;
    readonly holdMinutes?: number;
    readonly guestHoldMinutes?: number;
    readonly limits?: HoldLimits;
    readonly networkLimits?: HoldLimits;
    readonly lookUpRate?: string;
    readonly log?: Logger;
    /** Carries its events, in place of `events`. */
    readonly eventTransport?: EventTransport;
  } = {},
): Promise<Shop> {
  const test = await openTestDatabase(migrations);
  const inventory = createFakeInventory();
  const payment = createFakePayment();
  const user = createFakeUser();
  const events: DomainEvent[] = [];
  const statements: string[] = [];
  const start = () =>
    startOrderSubgraph({
      databaseUrl: test.url,
      connections: 10,
      clients: { inventory: inventory.client, payment: payment.client, user: user.client },
      settings: settingsWith(options),
      log: options.log ?? createLogger('order', 'silent'),
      eventTransport: options.eventTransport ?? (async (event) => void events.push(event)),
      onStatement: (statement) => void statements.push(statement),
    });
  const subgraph = await start();
  const others = await Promise.all(Array.from({ length: (options.instances ?? 1) - 1 }, start));
  const all = [subgraph, ...others];
  const running = new Set(all);
  let turn = 0;
  // Requests go round, as a load balancer would have them.
  const next = (): Subgraph => all[turn++ % all.length]!;

  const shop: Shop = {
    subgraph,
    others,
    inventory,
    payment,
    user,
    database: test.database,
    statements,
    events,
    ask: (viewer, query, variables = {}) => ask(next().client, viewer, query, variables),
    place: async (viewer, lines, more = {}) => {
      const answer = await shop.ask(viewer, PLACE, {
        input: { idempotencyKey: newId(), ...(lines && { lines }), shippingAddress, ...more },
      });
      if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
      return answer.data.placeOrder;
    },
    act: async (viewer, mutation, input) => {
      const name = mutation[0]!.toUpperCase() + mutation.slice(1);
      const { data, errors } = await shop.ask(
        viewer,
        `${ORDER} mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
          __typename ... on ${name}Success { order { ...OrderParts } } ... on OrderStatusError { order { ...OrderParts } } ... on UserError { message field } } }`,
        { input },
      );
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return data[mutation];
    },
    order: async (viewer, id) => {
      const { data, errors } = await shop.ask(
        viewer,
        `${ORDER} query ($id: ID!) { order(id: $id) { ...OrderParts } }`,
        { id },
      );
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return data.order;
    },
    tell: async (type, orderId, payload = {}, id = newId()) => {
      const debt = payment.payables.get(orderId);
      await next().subscriber({
        id,
        type,
        version: 1,
        subjectId: orderId,
        occurredAt: new Date().toISOString(),
        payload: {
          orderId,
          paymentId: newId(),
          refundId: newId(),
          userId: debt?.userId ?? newId(),
          amountMinor: debt?.amountMinor ?? 1_000,
          currency: debt?.currency ?? 'USD',
          ...payload,
        },
      });
    },
    pay: async (orderId) => {
      if (!payment.capture(orderId)) throw new Error('The payable is closed');
      await shop.tell('PaymentCaptured', orderId);
    },
    sagaOf: async (orderId) => {
      const [rows] = (await test.database.db.execute(
        `select * from order_saga where order_id = unhex('${orderId.replaceAll('-', '')}')`,
      )) as unknown as [Record<string, unknown>[]];
      return rows[0]!;
    },
    auditOf: async (subjectId) => {
      const [rows] = (await test.database.db.execute(
        `select action, lower(hex(actor_id)) as actor, details from audit_log where subject_id = unhex('${subjectId.replaceAll('-', '')}') order by at, id`,
      )) as unknown as [{ action: string; actor: string; details: string }[]];
      return rows.map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as Record<string, unknown> }));
    },
    stateOf: async (orderId) => (await shop.sagaOf(orderId))['state'],
    placed: async (quantity = 1) => {
      const viewer = customer();
      const variantId = inventory.stock(10);
      const { order } = await shop.place(viewer, [{ variantId, quantity }]);
      return { viewer, id: order.id, available: () => inventory.variants.get(variantId)!.available };
    },
    endHold: async (orderId) => {
      await test.database.db.execute(
        `update orders set hold_expires_at = utc_timestamp(3) where id = unhex('${orderId.replaceAll('-', '')}')`,
      );
      await shop.makeDue(orderId);
    },
    makeDue: async (orderId) => {
      await test.database.db.execute(
        `update order_saga set next_run_at = utc_timestamp(3) where order_id = unhex('${orderId.replaceAll('-', '')}')`,
      );
    },
    stopFirst: async () => {
      running.delete(subgraph);
      await subgraph.stop();
    },
    close: async () => {
      await Promise.all([...running].map((each) => each.stop()));
      await test.close();
    },
  };
  return shop;
}

/** Waits until something is so. */
export async function eventually<Value>(
  read: () => Promise<Value> | Value,
  isSo: (value: Value) => boolean,
  timeoutMs = 8_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(value)} after ${timeoutMs} ms`);
    await sleep(25);
  }
}

export const customer = (): Viewer & { kind: 'user' } => signedIn();
export const staff = (): Viewer & { kind: 'user' } => signedIn({ role: 'STAFF' });

export const kindsOf = (order: { timeline: { kind: string }[] }): string[] => order.timeline.map((entry) => entry.kind);
