import { parseAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { createSigningKeys, localKeySet } from '@storegraph/user/identity/signing-keys';
import type { AccessTokenRules } from '@storegraph/router/access-token';
import { z } from 'zod';
import { given } from '../env.ts';

const urls = z.record(z.string(), z.string());

/** What the harness gives each peer that speaks for the shop: as JSON, since all of it is ours. */
export type PeerSettings = {
  readonly port: number;
  readonly internalSecret: string;
  readonly accessTokenKeys: string;
  /** Where each subgraph answers, or where its database is. */
  readonly urls: Readonly<Record<string, string>>;
};

const schema = z.object({ port: z.number(), internalSecret: z.string(), accessTokenKeys: z.string(), urls });

export const toEnvironment = (settings: PeerSettings): Record<string, string> => ({
  NODE_ENV: 'production',
  BENCH_PEER: JSON.stringify(settings),
});

export const readPeerSettings = (): PeerSettings => schema.parse(JSON.parse(given('BENCH_PEER')));

const PARTY = 'storegraph';

/** The check that our router makes, with the same keys: every gateway has to know who asks. */
export function accessTokenRules(settings: PeerSettings): AccessTokenRules {
  const keys = parseAccessTokenKeys(settings.accessTokenKeys);
  if (keys === null) throw new Error('The secrets hold no keys');
  return { keySet: localKeySet(createSigningKeys(() => keys).publicKeys), issuer: PARTY, audience: PARTY };
}
