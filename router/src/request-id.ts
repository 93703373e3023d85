import { randomUUID } from 'node:crypto';

const SANE = /^[\w.-]{8,64}$/;

/**
 * The id under which a request is found in every log: the caller's own `x-request-id` when it is short and plain, else
 * a new one.
 */
export const requestIdOf = (header: string | string[] | undefined): string =>
  typeof header === 'string' && SANE.test(header) ? header : randomUUID();
