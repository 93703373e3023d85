import type { Viewer } from '@storegraph/subgraph-kit/viewer';

/** One request of a client, on its way through the router. */
export type RouterContext = {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Stands for the client's network address; undefined when that is not known. */
  readonly addressHash: string | undefined;
  /** The browser's cookies, for the subgraph that signs people in. */
  readonly cookie: string | undefined;
  /** What the browser says of itself, for that subgraph, too. */
  readonly userAgent: string | undefined;
  /** Adds a `Set-Cookie` value to the answer. */
  readonly setCookie: (value: string) => void;
  /** Aborts when the request's time is over, or its client is gone. */
  readonly signal: AbortSignal;
  /** Called once the operation is known, for the log. */
  readonly nameOperation: (name: string) => void;
};
