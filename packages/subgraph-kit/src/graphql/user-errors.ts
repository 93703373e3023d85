/** A type of the SDL as resolvers return it, with its name: what a union is told apart by. */
export type Named<Name extends string, Type> = Omit<Type, '__typename'> & { readonly __typename: Name };

/** Answers a request whose key was used for another one. */
export const idempotencyConflict = () => ({
  __typename: 'IdempotencyConflictError' as const,
  message: 'This idempotency key was used for another request. Choose a new one.',
  field: ['input', 'idempotencyKey'],
});
