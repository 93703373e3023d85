import { pictureFolder } from '@storegraph/demo-shop/pictures';
import type { EnvSource } from '@storegraph/subgraph-kit/service/env';
import { clientFolder } from './client-folder.ts';
import type { Secrets } from './secrets.ts';

/**
 * Where the services of a shop on one machine find their settings: what the shop makes for them, unless its own
 * environment says otherwise.
 * @param url - the router's
 */
export const shopEnvironment = (given: EnvSource, secrets: Secrets, url: string): EnvSource => ({
  ACCESS_TOKEN_KEYS: secrets.accessTokenKeys,
  ...(!given['ACCESS_TOKEN_KEYS']?.trim() && { ACCESS_TOKEN_KEYS_FILE: secrets.accessTokenKeysFile }),
  SECOND_FACTOR_KEY: secrets.secondFactorKey,
  PAYMENT_WEBHOOK_SECRET: secrets.paymentWebhookSecret,
  SHOP_URL: url,
  TEST_PROVIDER_WEBHOOK_URL: `${url}/webhooks/test`,
  SECURE_COOKIES: 'false',
  PLAYGROUND: 'true',
  CLIENT_FOLDER: clientFolder,
  PICTURE_FOLDER: pictureFolder(),
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim())),
});

/** Of an environment, the settings of these names and the files that hold them. */
export const pickSettings = (environment: EnvSource, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names
      .flatMap((name) => [name, `${name}_FILE`])
      .flatMap((name) => {
        const value = environment[name];
        return value === undefined ? [] : [[name, value]];
      }),
  );
