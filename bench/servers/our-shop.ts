import { join } from 'node:path';
import { subgraphNames } from '@storegraph/standalone/services';
import { root, type BackingServices } from '../harness/backing-services.ts';
import { freePort, startServer, type RunningServer } from '../harness/server-process.ts';

// Nothing of a question may run into the payment window or the end of a hold, nor into limits for one address: all load
// comes from there.
export const PATIENT = {
  PAYMENT_WINDOW_SECONDS: '3600',
  ORDER_HOLD_MINUTES: '600',
  GUEST_HOLD_MINUTES: '600',
  MAILBOX: 'true',
  LOGIN_RATE: 'off',
  REGISTER_RATE: 'off',
  GUEST_RATE: 'off',
  REFRESH_RATE: 'off',
  RESET_RATE: 'off',
  MAIL_RATE: 'off',
  PLACE_ORDER_RATE: 'off',
  NETWORK_MAX_UNPAID_ORDERS: '0',
  NETWORK_MAX_HELD_UNITS: '0',
};

/**
 * The shop as `npm start` (one process) or `npm run cluster` (five) runs it, on these databases.
 * @param settings - where a question needs others than the shop's own
 */
export async function startOurShop(
  mode: 'standalone' | 'distributed',
  { databases, dataDir }: BackingServices,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = String(await freePort());
  const entry = mode === 'standalone' ? 'main' : 'cluster-main';
  const given = subgraphNames.flatMap((name) => [
    [`DATABASE_URL_${name.toUpperCase()}`, databases[name].url],
    [`MIGRATION_DATABASE_URL_${name.toUpperCase()}`, databases[name].migrationUrl],
  ]);
  return startServer({
    name: mode,
    // The bootstrap gives this process the options of Node that it gives the shop.
    command: [process.execPath, ...process.execArgv, join(root, `standalone/src/${entry}.ts`)],
    settings: { PORT: port, DATA_DIR: dataDir, ...PATIENT, ...settings, ...Object.fromEntries(given) },
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health/ready',
  });
}
