import { startPrivateDatabase } from '../src/private-database.ts';

process.once('SIGTERM', () => process.exit(0));
const [dataDir = ''] = process.argv.slice(2);
try {
  const database = await startPrivateDatabase({ dataDir, durable: false, bufferPoolMb: 16 });
  process.stdout.write(`${JSON.stringify(database)}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
}
