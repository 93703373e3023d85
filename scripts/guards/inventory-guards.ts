import type { Guard } from './guard.ts';

const source = (file: string) => `subgraphs/inventory/src/${file}`;
const test = (file: string) => `subgraphs/inventory/test/${file}`;

const holdStock = `export const holdStock = change('holdStock', (quantity) => ({
  guard: sql\`\${onHand} - \${reserved} >= \${quantity}\`,
  counters: { reserved: sql\`\${reserved} + \${quantity}\` },
}));`;

export const inventoryGuards: readonly Guard[] = [
  {
    name: 'conditional stock update',
    file: source('db/stock-store.ts'),
    text: 'sql`${onHand} - ${reserved} >= ${quantity}`',
    without: 'sql`true`',
    tests: [test('reservations.int.test.ts')],
  },
  {
    // What a CHECK constraint does not catch: every one of the writes is fine by itself.
    name: 'conditional stock update: read, then write',
    file: source('db/stock-store.ts'),
    text: holdStock,
    without: `export async function holdStock(tx: Tx, line: StockLine): Promise<boolean> {
  const [level] = await findStockLevels(tx, [line.variantId]);
  if (level === undefined || level.onHand - level.reserved < line.quantity) return false;
  await tx.update(stockLevelTable).set({ reserved: level.reserved + line.quantity }).where(eq(variantId, line.variantId));
  return true;
}`,
    tests: [test('reservations.int.test.ts')],
  },
  {
    name: 'adjustment leaves what is held',
    file: source('db/stock-store.ts'),
    text: 'sql`${onHand} + ${quantity} between ${reserved} and ${MAX_ON_HAND}`',
    without: 'sql`true`',
    tests: [test('stock-changes.int.test.ts')],
  },
  {
    name: 'reservation flip',
    file: source('db/reservation-store.ts'),
    text: '.where(and(eq(orderId, given.orderId), eq(state, from)))',
    without: '.where(eq(orderId, given.orderId))',
    tests: [test('reservations.int.test.ts')],
  },
  {
    name: 'sorted lines',
    file: source('domain/reservation.ts'),
    text: '.sort((a, b) => (a.variantId < b.variantId ? -1 : 1))',
    without: '',
    tests: [test('lock-order.int.test.ts')],
  },
  {
    name: 'merged lines',
    file: source('use-cases/reserve-stock.ts'),
    text: 'const lines = mergeLines(input.lines);',
    without: 'const lines = input.lines;',
    tests: [test('reservations.int.test.ts')],
  },
  {
    name: 'one movement a cause, variant and kind',
    file: 'subgraphs/inventory/migrations/0000_create_inventory.sql',
    text: ',\n\tCONSTRAINT `stock_movement_cause` UNIQUE(`cause_id`,`variant_id`,`kind`)',
    without: '',
    tests: [test('lock-order.int.test.ts')],
  },
  {
    name: 'prices in the currency of the shop',
    file: source('use-cases/input-rules.ts'),
    text: 'currency: z.literal(currency, `This shop sells in ${currency}.`)',
    without: 'currency: z.string()',
    tests: [test('shop-currency.int.test.ts')],
  },
  {
    name: 'one currency at start',
    file: source('server.ts'),
    text: 'await assertCurrency(database.db, currency);',
    without: '',
    tests: [test('shop-currency.int.test.ts')],
  },
  {
    name: 'no order in another currency',
    file: source('use-cases/quote-variants.ts'),
    text: 'if (!variant.isOnSale || variant.price.currency !== currency) continue;',
    without: 'if (!variant.isOnSale) continue;',
    tests: [test('shop-currency.int.test.ts')],
  },
  {
    name: 'price and currency are written together',
    file: source('db/variant-store.ts'),
    text: '...(price && priceColumns(price))',
    without: '...(price && { priceMinor: price.amount })',
    tests: [test('shop-currency.int.test.ts')],
  },
];
