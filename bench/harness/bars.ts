/** What is promised, in the order of the table. */
export const bars = {
  P1: { asks: 'Order page: 20 orders with buyer, lines, products and payment', wants: 'at least' },
  P2: { asks: 'The same', wants: 'at least' },
  P3: { asks: 'The same', wants: 'at least' },
  P4: { asks: 'The public federation benchmark, gateway on one core', wants: 'at least' },
  P5: { asks: 'Product list: 20 products with variants, prices and stock', wants: 'at least' },
  P6: { asks: 'Whole checkouts, 8 shoppers at once', wants: 'at least' },
  P7: { asks: 'One hot variant, 500 shoppers', wants: 'at least' },
  P8: { asks: 'Search with filters and facets', wants: 'at most' },
  P9: { asks: 'Growth: p95 at the largest size over p95 at the smallest', wants: 'at most' },
  P10: { asks: '`npm start` on an installed checkout', wants: 'at most' },
  P11: { asks: 'SQL statements that a larger page costs', wants: 'at most' },
  storm: { asks: '1,000 sign-ins at once, twice', wants: 'at most' },
  refusals: { asks: '10,000 random documents just over a limit', wants: 'at most' },
  soak: { asks: 'Mixed load at 70 % of the peak', wants: 'at most' },
} as const satisfies Readonly<Record<string, { readonly asks: string; readonly wants: 'at least' | 'at most' }>>;

export type Bar = keyof typeof bars;

/** Whether a figure reaches its target. */
export const isReached = (bar: Bar, figure: number, target: number): boolean =>
  bars[bar].wants === 'at least' ? figure >= target : figure <= target;
