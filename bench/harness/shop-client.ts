import { randomUUID } from 'node:crypto';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { ask, askUntilAnswered } from './ask.ts';
import type { BackingServices } from './backing-services.ts';

/** A UUID as people write it, from the 32 digits that `hex(id)` gives. */
export const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Ids of customers whom the seed made. */
export async function customerIds({ databases }: BackingServices, count: number): Promise<readonly string[]> {
  const pool = createPool({ uri: databases.user.url, connectionLimit: 1 });
  try {
    const [rows] = await pool.query<(RowDataPacket & { id: string })[]>(
      "select lower(hex(id)) as id from user where role = 'CUSTOMER' order by id limit ?",
      [count],
    );
    return rows.map(({ id }) => dashed(id));
  } finally {
    await pool.end();
  }
}

/** Makes a product with one variant on sale, as staff do; returns the variant's id. */
export async function makeVariant(
  url: string,
  token: string,
  onHand: number,
  sku = `BENCH-${randomUUID()}`,
): Promise<string> {
  const query =
    'mutation ($input: CreateProductInput!) { createProduct(input: $input) { ... on CreateProductSuccess { product { variants { id } } } ... on UserError { message } } }';
  const input = { name: `Bench mug ${sku}`, variants: [{ sku, price: { amount: 1_250, currency: 'USD' }, onHand }] };
  const { json } = await ask(`${url}/graphql`, JSON.stringify({ query, variables: { input } }), {
    authorization: `Bearer ${token}`,
  });
  const id = (json as { data: { createProduct: { product?: { variants: { id: string }[] } } } }).data.createProduct
    .product?.variants[0]?.id;
  if (id === undefined) throw new Error(`The product was not made: ${JSON.stringify(json)}`);
  return id;
}

/** What staff see of a variant's stock. */
export async function stockOf(url: string, token: string, variantId: string): Promise<unknown> {
  const query = 'query ($id: ID!) { productVariant(id: $id) { stockLevel { onHand reserved available } } }';
  const { json } = await askUntilAnswered(`${url}/graphql`, JSON.stringify({ query, variables: { id: variantId } }), {
    authorization: `Bearer ${token}`,
  });
  return (json as { data: { productVariant: { stockLevel: unknown } } }).data.productVariant.stockLevel;
}
