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

/**
 * Looks whether a port can be listened on. Port 0 always can.
 * @throws Error EADDRINUSE
 */
export async function tryPort(host: string, port: number): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  await new Promise((resolve) => server.close(resolve));
}
