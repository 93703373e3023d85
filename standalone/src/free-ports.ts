import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Free ports of this machine, which no other process gets before they are released. */
export async function holdPorts(
  count: number,
): Promise<{ readonly ports: readonly number[]; release(): Promise<void> }> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  const release = async (): Promise<void> => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  return { ports, release };
}
