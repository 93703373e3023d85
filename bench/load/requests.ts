import { Pool, type Dispatcher } from 'undici';
import type { CreateLoad, ShotOutcome } from './protocol.ts';

/** Where single requests go, and what they are. */
export type RequestLoad = {
  readonly kind: 'requests';
  readonly url: string;
  readonly path: string;
  readonly connections: number;
  /** Sent one after the other, then from the first again. */
  readonly bodies: readonly string[];
  readonly tokens: readonly string[];
};

const DATA = Buffer.from('{"data":{');
const SHOWN_BYTES = 300;

/**
 * Single GraphQL requests over kept-alive connections. The answers are read to the end and not parsed: equality was
 * checked before.
 */
export const requestLoad: CreateLoad<RequestLoad> = ({ url, path, connections, bodies, tokens }) => {
  const pool = new Pool(url, { connections, pipelining: 1 });
  return (number) => {
    const body = bodies[number % bodies.length];
    if (body === undefined) throw new Error('There is nothing to send');
    const token = tokens[number % tokens.length];
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    return send(pool, { path, method: 'POST', headers, body });
  };
};

// `dispatch` is the leanest way through undici: no stream and no promise for each chunk.
const send = (pool: Pool, request: Dispatcher.DispatchOptions): Promise<ShotOutcome> =>
  new Promise((resolve, reject) => {
    let status = 0;
    let begin: Buffer | null = null;
    pool.dispatch(request, {
      onRequestStart: () => {},
      onResponseStart: (_, statusCode) => {
        status = statusCode;
      },
      onResponseData: (_, chunk) => {
        begin ??= chunk;
      },
      // Errors come before the data in an answer.
      onResponseEnd: () => {
        if (status === 200 && begin?.subarray(0, DATA.length).equals(DATA)) resolve('done');
        else reject(new Error(`answer ${status}: ${begin?.subarray(0, SHOWN_BYTES).toString() ?? 'nothing'}`));
      },
      onResponseError: (_, error) => reject(error),
    });
  });
