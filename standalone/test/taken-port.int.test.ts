import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { serviceEnvironment } from '../src/env.ts';

it.each(['main', 'cluster-main'])('says of a taken port that it is, before %s makes a database', async (entry) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'storegraph-taken-port-'));
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const file = fileURLToPath(new URL(`../src/${entry}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file], {
    env: serviceEnvironment({ DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port) }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said).toBe(`Port ${port} is in use. Stop what listens there, or choose another: PORT=4100 npm start\n`);
  expect(existsSync(join(dataDir, 'database'))).toBe(false);
  squatter.close();
  await rm(dataDir, { recursive: true, force: true });
});
