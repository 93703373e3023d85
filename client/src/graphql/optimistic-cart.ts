type CachedMoney = { readonly amount: number; readonly currency: string; readonly digits: number };

export type CachedCart = {
  readonly id: string;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly unitPrice?: CachedMoney | null;
  }[];
};

/** Another amount of the same currency. */
const money = (amount: number, { currency, digits }: CachedMoney) =>
  ({ __typename: 'Money', amount, currency, digits }) as const;

/**
 * The cart as it will be once a line has another quantity, in the shape of the mutation's answer. Fields that do not
 * change are left out: the cache keeps them.
 */
export const cartWith = (cart: CachedCart, cartLineId: string, quantity: number) => {
  const lines = cart.lines
    .map((line) => (line.id === cartLineId ? { ...line, quantity } : line))
    .filter((line) => line.quantity > 0);
  const isPriced = lines.every((line) => line.unitPrice);
  const price = cart.lines.find((line) => line.unitPrice)?.unitPrice;
  const subtotal = lines.reduce((sum, line) => sum + line.quantity * (line.unitPrice?.amount ?? 0), 0);
  return {
    __typename: 'CartSuccess',
    cart: {
      __typename: 'Cart',
      id: cart.id,
      totalQuantity: lines.reduce((sum, line) => sum + line.quantity, 0),
      subtotal: isPriced && price ? money(subtotal, price) : null,
      lines: lines.map(({ id, quantity: units, unitPrice }) => ({
        __typename: 'CartLine',
        id,
        quantity: units,
        total: unitPrice ? money(units * unitPrice.amount, unitPrice) : null,
      })),
    },
  } as const;
};
