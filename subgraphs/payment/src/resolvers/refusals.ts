import type { IdempotencyConflictError, InvalidInputError, NotFoundError } from '../__generated__/resolvers.ts';
import type { CommandRefusal } from '../use-cases/do-once.ts';

type Typed<Name extends string, Type> = Omit<Type, '__typename'> & { readonly __typename: Name };
type CommandError =
  | Typed<'NotFoundError', NotFoundError>
  | Typed<'InvalidInputError', InvalidInputError>
  | Typed<'IdempotencyConflictError', IdempotencyConflictError>;

/** @param subject - the input that names what the command is about */
export function toCommandError({ kind }: CommandRefusal, subject: 'orderId' | 'paymentId'): CommandError {
  switch (kind) {
    case 'notFound':
      return {
        __typename: 'NotFoundError',
        message: subject === 'orderId' ? 'You have no such order to pay.' : 'You have no such payment.',
        field: ['input', subject],
      };
    case 'malformedKey':
      return { __typename: 'InvalidInputError', message: 'An idempotency key has 1 to 128 characters, none of them a control character.', field: ['input', 'idempotencyKey'] };
    case 'keyReused':
      return {
        __typename: 'IdempotencyConflictError',
        message: 'This idempotency key was used for another request. Choose a new one.',
        field: ['input', 'idempotencyKey'],
      };
  }
}
