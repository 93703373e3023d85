import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { ProviderEvent } from './provider.ts';
import { writeTestWebhook } from './test-webhook.ts';

const TRIES = 5;
const PAUSE_MS = 1_000;
const TIMEOUT_MS = 5_000;

/**
 * Sends the test provider's webhooks as a real one does: signed, over HTTP, and again until the shop answers 2xx. Never
 * rejects.
 * @param options.url - the shop's address for them; without one they are dropped
 */
export const webhookSender =
  (options: { readonly secret: Uint8Array; readonly url: string | undefined; readonly log: Logger }) =>
  async (event: ProviderEvent): Promise<void> => {
    const { url } = options;
    for (let tries = 1; tries <= TRIES; tries++) {
      if (url === undefined)
        return options.log.warn(
          { event: event.id },
          'the test provider has no TEST_PROVIDER_WEBHOOK_URL to send a webhook to',
        );
      const status = await fetch(url, {
        method: 'POST',
        ...writeTestWebhook(options.secret, event, new Date()),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).then(
        (response) => response.status,
        () => 0,
      );
      if (status >= 200 && status < 300) return;
      options.log.warn({ event: event.id, status }, 'a webhook of the test provider is not accepted');
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
  };
