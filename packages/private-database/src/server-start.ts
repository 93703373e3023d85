/** How an attempt to start a server ended. */
export type ServerStart =
  | {
      readonly kind: 'ready';
      readonly pid: number;
      readonly version: string;
      readonly socketPath: string | null;
      readonly stop: () => Promise<void>;
      /** Resolves when it has ended, for whatever reason; null where that cannot be seen. */
      readonly ended: Promise<void> | null;
    }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'failed'; readonly logTail: string };
