import { dummyPaymentHandler, DefaultLogger, LogLevel } from '@vendure/core';
import { given } from '../../env.ts';

const { databaseUrl, port } = JSON.parse(given('BENCH_VENDURE'));
const { hostname, port: databasePort, username, password, pathname } = new URL(databaseUrl);

/** Shows how many are left, as our shop does; out of the box Vendure says in or out of stock. */
const exactStock = { getStockLevel: (_context, _variant, saleable) => String(saleable) };

/** Vendure as it comes, on the same database server. @type {import('@vendure/core').VendureConfig} */
export const config = {
  apiOptions: { hostname: '127.0.0.1', port, adminApiPath: 'admin-api', shopApiPath: 'shop-api', cors: false },
  // Nobody signs in as admin; Vendure refuses to start with the password that it comes with.
  authOptions: {
    tokenMethod: ['bearer'],
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password },
  },
  dbConnectionOptions: {
    type: 'mysql',
    host: hostname,
    port: Number(databasePort),
    username,
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    synchronize: false,
    // As many as each of our services in one process may open.
    extra: { connectionLimit: 32 },
  },
  catalogOptions: { stockDisplayStrategy: exactStock },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Warn }),
};
