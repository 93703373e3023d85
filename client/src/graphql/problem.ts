import type { CombinedError } from '@urql/core';

/** Why a request has no answer. Refusals are not problems: they are answers. */
export type Problem = 'unreachable' | 'signed-out' | 'forbidden' | 'bad-input' | 'failed';

const byCode: Readonly<Record<string, Problem>> = {
  UNAUTHENTICATED: 'signed-out',
  FORBIDDEN: 'forbidden',
  BAD_USER_INPUT: 'bad-input',
};

export const problemOf = (error: CombinedError): Problem => {
  if (error.networkError) return 'unreachable';
  for (const { extensions } of error.graphQLErrors) {
    const known = byCode[String(extensions['code'])];
    if (known) return known;
  }
  return 'failed';
};
