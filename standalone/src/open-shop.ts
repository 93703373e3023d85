import { parseArgs } from 'node:util';
import { runService, StartError } from '@storegraph/subgraph-kit/service/run-service';
import { readShopSettings, type ShopSettings } from './env.ts';
import { tryPort } from './free-ports.ts';
import { prepareShop, type Prepared } from './prepare.ts';
import { welcome } from './welcome.ts';

/** Services that run. */
type Running = { readonly url: string; stop(): Promise<void> };

/**
 * Opens the shop until it is told to stop: prepares databases and secrets, starts the services, and says where to go.
 * @param mode - in words, for the welcome
 * @param start - starts the services in that mode
 */
export const openShop = (
  mode: string,
  start: (settings: ShopSettings, prepared: Prepared) => Promise<Running>,
): Promise<void> =>
  runService(async () => {
    const startedAt = performance.now();
    const { isReset } = readArguments();
    const settings = readShopSettings();
    console.log('Opening the shop');
    // Before the minute that an empty shop takes to fill, not after it.
    await tryPort(settings.host, settings.port).catch((error: unknown) => {
      throw explain(error);
    });
    const prepared = await prepareShop(settings, { isReset, say: (line) => console.log(`  ${line}`) });
    const { databases } = prepared;
    try {
      const shop = await start(settings, prepared);
      const seconds = (performance.now() - startedAt) / 1000;
      console.log(
        welcome({
          url: shop.url,
          mode,
          seconds,
          database: databases.description,
          dataDir: settings.dataDir,
          isDemo: settings.isDemo,
          hasMailbox: settings.environment['MAILBOX'] === 'true',
          isDatabaseOwn: settings.databases === null,
        }),
      );
      return {
        stop: async () => {
          console.log('Closing the shop');
          await shop.stop();
          await databases.stop();
        },
      };
    } catch (error) {
      await databases.stop();
      throw explain(error);
    }
  });

function readArguments(): { readonly isReset: boolean } {
  try {
    const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
    return { isReset: values.reset };
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\nUsage: npm start -- [--reset]`);
  }
}

function explain(error: unknown): unknown {
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
  return isPortTaken
    ? new StartError(
        `Port ${String(error.port)} is in use. Stop what listens there, or choose another: PORT=4100 npm start`,
      )
    : error;
}
