/** How an attempt to start a server ended. */
export type ServerStart =
  | {
      readonly kind: 'ready';
      readonly pid: number;
      readonly version: string;
      readonly socketPath: string | null;
      readonly stop: () => Promise<void>;
    }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'failed'; readonly logTail: string };
