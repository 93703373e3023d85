import { Client, fetchExchange } from '@urql/core';
import { readFragment, type FragmentType } from './fragment.ts';
import type { ViewerFragment } from './__generated__/graphql.ts';
import { Logout, RefreshSession, SignedIn, Viewer } from './session-documents.ts';

export type SessionState =
  /** The page has just loaded: whether the refresh cookie is good is not known yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'signed-in';
      readonly viewer: ViewerFragment;
      /** Lives in memory only; a reload exchanges the refresh cookie for another. */
      readonly accessToken: string;
      readonly expiresAtMs: number;
      /** Staff who may not work before they have set up a second factor, or signed in by it. */
      readonly needsSecondFactor: boolean;
    };

export type Session = {
  readonly state: () => SessionState;
  /** Grows when another person takes over, and not while it only becomes known who it is. */
  readonly audience: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Exchanges the refresh cookie. Calls during a refresh share it. Rejects when the shop does not answer. */
  readonly refresh: () => Promise<void>;
  /** Takes over what `login`, `register` or `continueAsGuest` answered. */
  readonly accept: (signedIn: FragmentType<typeof SignedIn>) => void;
  readonly signOut: () => Promise<void>;
  readonly needsRefresh: () => boolean;
};

const refreshAheadMs = 60_000;
const shortestTimerMs = 20_000;
const retryMs = 3_000;

/** Only one tab uses the refresh cookie at a time: it works once, and each answer brings the next. */
const alone = <Value>(work: () => Promise<Value>): Promise<Value> => {
  // Browsers leave it out on plain http, other than on localhost.
  const locks: LockManager | null | undefined = navigator.locks;
  return locks ? locks.request('storegraph.session', work) : work();
};

const personIn = (state: SessionState): string | null => (state.kind === 'signed-in' ? state.viewer.id : null);

const tellOtherTabs = (tabs: BroadcastChannel | undefined): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
  tabs?.postMessage('changed');
};

export const createSession = (url: string, fetch: typeof globalThis.fetch = globalThis.fetch): Session => {
  const client = new Client({ url, fetch, exchanges: [fetchExchange], preferGetMethod: false });
  const otherTabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('storegraph.session') : undefined;
  const listeners = new Set<() => void>();
  let state: SessionState = { kind: 'unknown' };
  let audience = 0;
  let refreshing: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: SessionState): void => {
    if (state.kind !== 'unknown' && personIn(state) !== personIn(next)) audience += 1;
    state = next;
    clearTimeout(timer);
    if (next.kind === 'signed-in') {
      const untilRefreshMs = Math.max(shortestTimerMs, next.expiresAtMs - Date.now() - refreshAheadMs);
      timer = setTimeout(() => void refresh().catch(tryAgainLater), untilRefreshMs);
    }
    for (const listener of listeners) listener();
  };

  const take = (masked: FragmentType<typeof SignedIn>): void => {
    const { accessToken, accessTokenExpiresAt, needsSecondFactor, user } = readFragment(SignedIn, masked);
    become({
      kind: 'signed-in',
      viewer: readFragment(Viewer, user),
      accessToken,
      expiresAtMs: Date.parse(accessTokenExpiresAt),
      needsSecondFactor,
    });
  };

  const exchangeCookie = async (): Promise<void> => {
    const { data, error } = await client.mutation(RefreshSession, {}).toPromise();
    const answer = data?.refreshSession;
    if (!answer) throw error ?? new Error('refreshSession did not answer');
    if (answer.__typename === 'SignInSuccess') take(answer);
    else if (answer.__typename === 'SessionEndedError') become({ kind: 'anonymous' });
    else throw new Error('refreshSession asks to wait');
  };

  const refresh = (): Promise<void> => {
    refreshing ??= alone(exchangeCookie).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  const tryAgainLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(tryAgainLater), retryMs);
  };

  otherTabs?.addEventListener('message', () => void refresh().catch(tryAgainLater));
  void refresh().catch(tryAgainLater);

  return {
    state: () => state,
    audience: () => audience,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    accept(signedIn) {
      take(signedIn);
      tellOtherTabs(otherTabs);
    },
    async signOut() {
      const { data, error } = await alone(() => client.mutation(Logout, {}).toPromise());
      if (!data) throw error ?? new Error('logout did not answer');
      become({ kind: 'anonymous' });
      tellOtherTabs(otherTabs);
    },
    needsRefresh: () =>
      state.kind === 'unknown' || (state.kind === 'signed-in' && state.expiresAtMs - Date.now() < 5_000),
  };
};
