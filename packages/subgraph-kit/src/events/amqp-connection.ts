import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import type { Logger } from '../log.ts';
import { withinTime } from '../concurrency/time-limit.ts';

/** A channel that is opened again, for ever, after its connection broke. */
export type AmqpLink = {
  /** The channel of now; null while the broker is away. */
  current(): ConfirmChannel | null;
  /** Closes the connection for good. */
  close(): Promise<void>;
};

const CONNECT_TIMEOUT_MS = 2_000;
const OPEN_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 2_000;
const HEARTBEAT_SECONDS = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Keeps a confirm channel to a broker. Returns at once: a broker that is absent is awaited in the background.
 * @param options.prepare - declares topology and consumers on each new channel, before anybody sees it
 */
export function startAmqpLink(options: {
  readonly url: string;
  readonly log: Logger;
  readonly prepare: (channel: ConfirmChannel) => Promise<void>;
}): AmqpLink {
  const stopping = new AbortController();
  let current: ConfirmChannel | null = null;
  let connection: ChannelModel | null = null;

  const live = async (onReady: () => void): Promise<void> => {
    const url = new URL(options.url);
    url.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
    const opened = await connect(url.href, { timeout: CONNECT_TIMEOUT_MS });
    connection = opened;
    const broken = new Promise<void>((resolve) => {
      opened.on('error', () => resolve()).on('close', () => resolve());
    });
    try {
      stopping.signal.throwIfAborted();
      // The broker may die meanwhile, or be up and not work yet; the library then leaves answers open.
      const { channel, ended } = await withinTime({ timeoutMs: OPEN_TIMEOUT_MS }, () =>
        Promise.race([open(opened), broken.then(closedByBroker)]),
      );
      current = channel;
      onReady();
      await Promise.race([broken, ended]);
    } finally {
      current = null;
      await close(opened);
    }
  };

  const open = async (
    to: ChannelModel,
  ): Promise<{ readonly channel: ConfirmChannel; readonly ended: Promise<void> }> => {
    const channel = await to.createConfirmChannel();
    const ended = new Promise<void>((resolve) => {
      channel.on('error', () => resolve()).on('close', () => resolve());
    });
    await Promise.race([options.prepare(channel), ended.then(closedByBroker)]);
    return { channel, ended };
  };

  const run = async (): Promise<void> => {
    let pause = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      let reason: unknown;
      try {
        await live(() => {
          pause = FIRST_PAUSE_MS;
          options.log.info('connected to the event broker');
        });
      } catch (error) {
        reason = error;
      }
      if (stopping.signal.aborted) return;
      options.log.warn({ err: reason, retryMs: pause }, 'the event broker is away');
      await sleep(pause / 2 + Math.random() * (pause / 2), undefined, { signal: stopping.signal }).catch(() => {});
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  };
  const running = run();

  return {
    current: () => current,
    close: async () => {
      stopping.abort();
      if (connection !== null) await close(connection);
      await running;
    },
  };
}

/** A broker that died says no farewell. */
const close = (connection: ChannelModel): Promise<unknown> =>
  Promise.race([connection.close().catch(() => {}), sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);

const closedByBroker = (): never => {
  throw new Error('the broker closed the connection');
};
