import { dirname } from 'node:path';
import { bootstrap, LanguageCode } from '@vendure/core';
import { populate } from '@vendure/core/cli/index.js';
import { config } from './config.mjs';

// Makes the tables and fills them: `node populate.mjs products.csv`. What Vendure leaves in its working folder lies
// beside the file.
const [csv] = process.argv.slice(2);
process.chdir(dirname(csv));

const initialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Americas',
  countries: [{ name: 'United States', code: 'US', zone: 'Americas' }],
  // Our prices are what a shopper pays.
  taxRates: [{ name: 'Standard', percentage: 0 }],
  shippingMethods: [{ name: 'Standard', price: 0 }],
  paymentMethods: [
    {
      name: 'Dummy',
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
};

const app = await populate(
  () =>
    bootstrap({
      ...config,
      dbConnectionOptions: { ...config.dbConnectionOptions, synchronize: true },
      importExportOptions: { importAssetsDir: import.meta.dirname },
    }),
  initialData,
  csv,
);
await app.close();
process.exit(0);
