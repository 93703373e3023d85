import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { openDatabase, type Database } from '@storegraph/subgraph-kit/database/database';
import type { DomainEvent } from '@storegraph/subgraph-kit/events/events';
import { newId } from '@storegraph/subgraph-kit/id';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { readEnv } from '@storegraph/subgraph-kit/service/env';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { ask, type Answer } from '@storegraph/testkit/ask';
import { createTestDatabase } from '@storegraph/testkit/test-database';
import { service, signedIn } from '@storegraph/testkit/viewers';
import { z } from 'zod';
import { startInventorySubgraph } from '../src/server.ts';
import { inventorySettings } from '../src/settings.ts';

export const staff = signedIn({ role: 'STAFF' });

/** A running subgraph on a database of its own. */
export type Shop = {
  readonly subgraph: Subgraph;
  /** Of its database, for the service's account. */
  readonly url: string;
  readonly database: Database;
  readonly statements: string[];
  /** What the relay has delivered. */
  readonly events: DomainEvent[];
  readonly asStaff: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  readonly asService: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  readonly dropDatabase: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const settingsIn = (currency?: string) => readEnv(z.object(inventorySettings), { SHOP_CURRENCY: currency });

export async function openShop(options: { readonly currency?: string } = {}): Promise<Shop> {
  const { url, migrationUrl, drop } = await createTestDatabase();
  const statements: string[] = [];
  const events: DomainEvent[] = [];
  const subgraph = await startInventorySubgraph({
    databaseUrl: url,
    migrationDatabaseUrl: migrationUrl,
    connections: 20,
    clients: {},
    settings: settingsIn(options.currency),
    log: createLogger('inventory', 'silent'),
    eventTransport: async (event) => void events.push(event),
    // The workers' statements come whenever they like, so they are left out of what tests count.
    onStatement: (statement) => void (/outbox|delete from `idempotency`/.test(statement) || statements.push(statement)),
  });
  const database = await openDatabase(url, { connections: 2 });
  return {
    subgraph,
    url,
    database,
    statements,
    events,
    asStaff: (query, variables) => ask(subgraph.client, staff, query, variables),
    asService: (query, variables) => ask(subgraph.client, service, query, variables),
    dropDatabase: async () => {
      await database.close();
      await drop();
    },
    close: async () => {
      await subgraph.stop();
      await database.close();
      await drop();
    },
  };
}

const unique = () => newId().replaceAll('-', '').slice(-12);

/** Makes a product; each variant of `stocks` has that many units. */
export async function makeProduct(
  shop: Shop,
  product: {
    name?: string;
    description?: string;
    categoryIds?: readonly string[];
    stocks?: readonly number[];
    prices?: readonly number[];
    currency?: string;
  } = {},
): Promise<{ id: string; slug: string; variantIds: string[] }> {
  const { stocks = [10], prices = [], currency = 'USD' } = product;
  const input = {
    name: product.name ?? `Thing ${unique()}`,
    description: product.description ?? '',
    categoryIds: product.categoryIds ?? [],
    variants: stocks.map((onHand, index) => ({
      sku: `SKU-${unique()}-${index}`,
      options: stocks.length === 1 ? [] : [{ name: 'Size', value: String(index) }],
      price: { amount: prices[index] ?? 1000, currency },
      onHand,
    })),
  };
  const { data, errors } = await shop.asStaff(
    'mutation ($input: CreateProductInput!) { createProduct(input: $input) { __typename ... on CreateProductSuccess { product { id slug variants { id } } } } }',
    { input },
  );
  expect(errors).toEqual([]);
  expect(data.createProduct.__typename).toBe('CreateProductSuccess');
  const { id, slug, variants } = data.createProduct.product;
  return { id, slug, variantIds: variants.map((variant: { id: string }) => variant.id) };
}

export async function makeCategory(shop: Shop, input: { name?: string; parentId?: string } = {}): Promise<string> {
  const { data } = await shop.asStaff(
    'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ... on CategorySuccess { category { id } } } }',
    {
      input: { name: `Shelf ${unique()}`, ...input },
    },
  );
  return data.createCategory.category.id;
}

/** Counters of a variant as they stand in the table. */
export async function levelOf(shop: Shop, variantId: string): Promise<{ onHand: number; reserved: number }> {
  const { data } = await shop.asStaff(
    'query ($id: ID!) { productVariant(id: $id) { stockLevel { onHand reserved } } }',
    { id: variantId },
  );
  return data.productVariant.stockLevel;
}

/** The first invariant of stock, over the whole database: counters, ledger and reservations tell the same. */
export async function expectBooksToBalance(shop: Shop): Promise<void> {
  const [wrong] = await shop.database.db.execute(sql`
    select hex(level.variant_id) as variant, level.on_hand, level.reserved, movements.on_hand_sum, movements.reserved_sum, held.units
    from stock_level level
    left join (select variant_id, sum(on_hand_delta) as on_hand_sum, sum(reserved_delta) as reserved_sum from stock_movement group by variant_id) movements
      on movements.variant_id = level.variant_id
    left join (select line.variant_id, sum(line.quantity) as units from stock_reservation_line line
      join stock_reservation reservation on reservation.order_id = line.order_id where reservation.state = 'HELD' group by line.variant_id) held
      on held.variant_id = level.variant_id
    where level.on_hand <> coalesce(movements.on_hand_sum, 0) or level.reserved <> coalesce(movements.reserved_sum, 0)
      or level.reserved <> coalesce(held.units, 0) or level.reserved < 0 or level.reserved > level.on_hand`);
  expect(wrong).toEqual([]);
}

const reserveDocument = `mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { __typename
  ... on ReserveStockSuccess { lines { quantity quote { variantId productId sku name unitPrice { amount currency } available } } }
  ... on ReserveStockShortage { shortages { variantId requested available } }
  ... on ReserveStockUnknownVariants { variantIds } } }`;

/** Reserves as the order subgraph does. */
export async function reserve(
  shop: Shop,
  orderId: string,
  lines: readonly (readonly [variantId: string, quantity: number])[],
): Promise<any> {
  const { data, errors } = await shop.asService(reserveDocument, {
    input: { orderId, lines: lines.map(([variantId, quantity]) => ({ variantId, quantity })) },
  });
  expect(errors).toEqual([]);
  return data.reserveStock;
}

/** Ends a reservation as the order subgraph does. */
export async function end(
  shop: Shop,
  how: 'commitStock' | 'releaseStock' | 'returnStock',
  orderId: string,
): Promise<any> {
  const { data, errors } = await shop.asService(
    `mutation ($input: OrderStockInput!) { ${how}(input: $input) { __typename ... on OrderStockSuccess { state } ... on OrderStockRefused { refusedIn: state } } }`,
    { input: { orderId } },
  );
  expect(errors).toEqual([]);
  return data[how];
}

/** Answers a mutation of the catalogue, refused or not. */
export async function mutateAsStaff(
  shop: Shop,
  name: string,
  input: Record<string, unknown>,
  success: string,
): Promise<any> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await shop.asStaff(
    `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on UserError { message field } ${success} } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return data[name];
}

/** What staff did with a thing, oldest first. */
export async function auditActions(shop: Shop, id: string): Promise<string[]> {
  const [rows] = await shop.database.db.execute(
    sql`select action, hex(actor_id) as actor from audit_log where subject_id = unhex(${id.replaceAll('-', '')}) order by id`,
  );
  expect(
    (rows as unknown as { actor: string }[]).every(
      ({ actor }) => actor === staff.userId.replaceAll('-', '').toUpperCase(),
    ),
  ).toBe(true);
  return (rows as unknown as { action: string }[]).map(({ action }) => action);
}
