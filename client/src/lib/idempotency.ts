/**
 * Idempotency keys, one for each intent ("place this order"). A key is written down before the request leaves, sent
 * again after a lost answer or a reload, and forgotten once a final answer came. So a shopper who presses twice, or
 * whose train enters a tunnel, orders once.
 */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = (intent: string): string => `storegraph.idempotency.${intent}`;

export const keyFor = (intent: string, storage: KeyStorage = sessionStorage): string => {
  const known = storage.getItem(nameOf(intent));
  if (known) return known;
  const key = crypto.randomUUID();
  storage.setItem(nameOf(intent), key);
  return key;
};

export const forgetKey = (intent: string, storage: KeyStorage = sessionStorage): void => {
  storage.removeItem(nameOf(intent));
};
