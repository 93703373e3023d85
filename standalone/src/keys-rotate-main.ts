import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEnv } from '@storegraph/subgraph-kit/service/env';
import { rotateAccessTokenKeys, parseAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { z } from 'zod';
import { shopSettings } from './env.ts';
import { accessTokenKeysFile, saveSecret } from './secrets.ts';

// `npm run keys:rotate`: a new signing key beside the old ones, in the file of ACCESS_TOKEN_KEYS_FILE or that of the
// data folder; ACCESS_TOKEN_KEYS that are given as text are printed.

// A Kubernetes secret takes up to two minutes into all containers.
const LEAD_SECONDS = 300;

const { values } = parseArgs({ options: { lead: { type: 'string', default: String(LEAD_SECONDS) } } });
const lead = z.coerce.number().int().min(1).max(86_400).parse(values.lead);
const given = readEnv(
  z.object({
    ACCESS_TOKEN_KEYS: z.string().optional(),
    ACCESS_TOKEN_KEYS_FILE: z.string().optional(),
    DATA_DIR: shopSettings.DATA_DIR,
  }),
);
const file =
  given.ACCESS_TOKEN_KEYS_FILE ??
  (given.ACCESS_TOKEN_KEYS === undefined ? accessTokenKeysFile(given.DATA_DIR) : undefined);
const keys = parseAccessTokenKeys(file === undefined ? (given.ACCESS_TOKEN_KEYS ?? '') : await readFile(file, 'utf8'));
if (keys === null) throw new Error(`${file ?? 'ACCESS_TOKEN_KEYS'} holds no keys of access tokens`);
const rotated = await rotateAccessTokenKeys(keys, new Date(), lead);
if (file === undefined) console.log(JSON.stringify(rotated));
else {
  await saveSecret(file, JSON.stringify(rotated));
  console.log(`${file}: key ${rotated.keys[0].kid} signs in ${lead} s; ${rotated.keys.length} keys in all`);
}
