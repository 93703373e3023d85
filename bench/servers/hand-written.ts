import { createServer } from 'node:http';
import { checkAccessToken } from '@storegraph/router/access-token';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { accessTokenRules, readPeerSettings } from './settings.ts';

// The limit: the order page as a developer would write it who wants this page and nothing else. Five statements, no
// GraphQL.
type OrderRow = RowDataPacket & {
  id: Buffer;
  sequence: number;
  user_id: Buffer;
  status: string;
  total_minor: number;
  currency: string;
  placed_at: Date;
};
type PersonRow = RowDataPacket & { id: Buffer; name: string; email: string | null };
type PaymentRow = RowDataPacket & {
  id: Buffer;
  order_id: Buffer;
  method: string;
  amount_minor: number;
  currency: string;
  status: string;
};
type LineRow = RowDataPacket & {
  id: Buffer;
  order_id: Buffer;
  product_id: Buffer;
  sku: string;
  name: string;
  quantity: number;
  unit_price_minor: number;
  currency: string;
};
type ProductRow = RowDataPacket & { id: Buffer; slug: string; name: string };

const settings = readPeerSettings();
const rules = accessTokenRules(settings);
const poolOf = (name: string) =>
  createPool({ uri: settings.urls[name] ?? '', connectionLimit: 16, timezone: 'Z', supportBigNumbers: true });
const user = poolOf('user');
const inventory = poolOf('inventory');
const order = poolOf('order');
const payment = poolOf('payment');
const PAGE = 20;

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    answer(request.headers.authorization, body).then(
      (page) =>
        response.writeHead(page === null ? 401 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(page)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}).listen(settings.port, '127.0.0.1');

async function answer(authorization: string | undefined, body: string): Promise<unknown> {
  // The harness asks like this whether the server is there.
  if (body === '') return {};
  const check = await checkAccessToken(authorization, rules);
  if (check.kind !== 'valid' || check.user.role === 'CUSTOMER') return null;
  const { variables } = JSON.parse(body) as { variables: { after: string } };
  const orders = await listOrders(variables.after);
  const shown = orders.slice(0, PAGE);
  const orderIds = shown.map(({ id }) => id);
  const [people, payments, lines] = await Promise.all([
    findPeople(shown.map(({ user_id }) => user_id)),
    findPayments(orderIds),
    findLines(orderIds),
  ]);
  const products = await findProducts(lines.map(({ product_id }) => product_id));

  const personById = byKey(people);
  const productById = byKey(products);
  const linesByOrder = Map.groupBy(lines, ({ order_id }) => keyOf(order_id));
  const paymentsByOrder = Map.groupBy(payments, ({ order_id }) => keyOf(order_id));
  const edges = shown.map((row) => {
    const id = toUuid(row.id);
    const key = keyOf(row.id);
    const placedAt = row.placed_at.toISOString();
    const person = personById.get(keyOf(row.user_id));
    return {
      cursor: toCursor(['PLACED_AT_DESC', placedAt, id]),
      node: {
        id,
        number: `SG-${100_000 + row.sequence}`,
        status: row.status,
        placedAt,
        total: { amount: row.total_minor, currency: row.currency },
        buyer: person === undefined ? null : { id: toUuid(row.user_id), name: person.name, email: person.email },
        lines: (linesByOrder.get(key) ?? []).map((line) => ({
          id: toUuid(line.id),
          name: line.name,
          sku: line.sku,
          quantity: line.quantity,
          unitPrice: { amount: line.unit_price_minor, currency: line.currency },
          product: toProduct(productById.get(keyOf(line.product_id))),
        })),
        payment: attemptThatCounts(paymentsByOrder.get(key) ?? []),
      },
    };
  });
  return {
    data: {
      orders: { edges, pageInfo: { hasNextPage: orders.length > PAGE, endCursor: edges.at(-1)?.cursor ?? null } },
    },
  };
}

async function listOrders(after: string): Promise<OrderRow[]> {
  const [, placedAt, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [string, string, string];
  const at = placedAt.replace('T', ' ').replace('Z', '');
  const [rows] = await order.query<OrderRow[]>(
    `select id, sequence, user_id, status, total_minor, currency, placed_at from orders
     where placed_at < ? or (placed_at = ? and id < ?) order by placed_at desc, id desc limit ${PAGE + 1}`,
    [at, at, Buffer.from(id.replaceAll('-', ''), 'hex')],
  );
  return rows;
}

async function findPeople(ids: Buffer[]): Promise<PersonRow[]> {
  const [rows] = await user.query<PersonRow[]>('select id, name, email from user where id in (?)', [ids]);
  return rows;
}

async function findPayments(orderIds: Buffer[]): Promise<PaymentRow[]> {
  const [rows] = await payment.query<PaymentRow[]>(
    `select id, order_id, method, amount_minor, currency,
       case when status = 'PENDING' and expires_at <= utc_timestamp(3) then 'EXPIRED' else status end as status
     from payment where order_id in (?) order by started_at, id`,
    [orderIds],
  );
  return rows;
}

async function findLines(orderIds: Buffer[]): Promise<LineRow[]> {
  const [rows] = await order.query<LineRow[]>(
    `select id, order_id, product_id, sku, name, quantity, unit_price_minor, currency from order_line where order_id in (?) order by order_id, position`,
    [orderIds],
  );
  return rows;
}

async function findProducts(ids: Buffer[]): Promise<ProductRow[]> {
  const [rows] = await inventory.query<ProductRow[]>('select id, slug, name from product where id in (?)', [ids]);
  return rows;
}

function attemptThatCounts(attempts: readonly PaymentRow[]) {
  const counts = attempts.find(({ status }) => status === 'CAPTURED') ?? attempts.at(-1);
  if (counts === undefined) return null;
  const { id, status, method, amount_minor, currency } = counts;
  return { id: toUuid(id), status, method, amount: { amount: amount_minor, currency } };
}

const toProduct = (row: ProductRow | undefined) =>
  row === undefined ? null : { id: toUuid(row.id), slug: row.slug, name: row.name };

const keyOf = (id: Buffer): string => id.toString('latin1');
const byKey = <Row extends { id: Buffer }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [keyOf(row.id), row]));
const toCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
