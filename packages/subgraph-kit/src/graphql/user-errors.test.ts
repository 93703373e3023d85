import { expect, it } from 'vitest';
import { commonErrors, userError, userErrors } from './user-errors.ts';

type NotFound = { readonly kind: 'notFound'; readonly what: string };
type OverLimit = { readonly kind: 'overLimit'; readonly maximum: number };

const toUserError = userErrors({
  ...commonErrors,
  notFound: ({ what }: NotFound) => userError('NotFoundError', `There is no such ${what}.`, ['input', 'id']),
  overLimit: ({ maximum }: OverLimit) => ({ ...userError('LimitError', 'That is too much.', null), maximum }),
});

it('tells of a refusal by the error that is listed for it', () => {
  expect(toUserError({ kind: 'notFound', what: 'order' })).toEqual({
    __typename: 'NotFoundError',
    message: 'There is no such order.',
    field: ['input', 'id'],
  });
  expect(toUserError({ kind: 'overLimit', maximum: 3 })).toMatchObject({ __typename: 'LimitError', maximum: 3 });
  expect(toUserError({ kind: 'invalidInput', message: 'No.', field: null })).toMatchObject({
    __typename: 'InvalidInputError',
    field: null,
  });
});

it('knows by the refusals which errors there can be', () => {
  const nameOf = (refusal: NotFound | OverLimit): 'NotFoundError' | 'LimitError' => toUserError(refusal).__typename;
  expect(nameOf({ kind: 'overLimit', maximum: 3 })).toBe('LimitError');
  // @ts-expect-error A refusal that is not listed does not compile.
  expect(() => toUserError({ kind: 'tooLate' })).toThrow(TypeError);
  // @ts-expect-error Nor does one that is listed with other details.
  expect(toUserError({ kind: 'overLimit', maximum: 'much' })).toMatchObject({ maximum: 'much' });
});
