import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/**
 * What becomes of a statement on its way: it goes on, goes on as another one, is lost, or is refused with an error of
 * the server's.
 */
type Fate = 'forward' | 'swallow' | { readonly instead: string } | { readonly errno: number };

/** Stands between a pool and its server. */
export type StatementProxy = { readonly url: string; close(): Promise<void> };

const COM_QUERY = 3;
const HEADER_BYTES = 4;

/**
 * Starts a server that passes statements on to another, but for some. Speaks enough of MySQL's protocol for that:
 * statements that fit into one packet, without TLS or compression
 * (https://mariadb.com/docs/server/reference/clientserver-protocol).
 *
 * @param url - of the database behind it
 * @param decide - called with the text of each statement
 */
export async function startStatementProxy(url: string, decide: (statement: string) => Fate): Promise<StatementProxy> {
  const target = new URL(url);
  const { port, hostname } = target;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let pending: Buffer = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= HEADER_BYTES && pending.length >= HEADER_BYTES + pending.readUIntLE(0, 3)) {
        const end = HEADER_BYTES + pending.readUIntLE(0, 3);
        const packet = pending.subarray(0, end);
        pending = pending.subarray(end);
        const isQuery = packet[3] === 0 && packet[HEADER_BYTES] === COM_QUERY;
        const fate = isQuery ? decide(packet.toString('utf8', HEADER_BYTES + 1)) : 'forward';
        if (fate === 'forward') upstream.write(packet);
        else if (fate === 'swallow') continue;
        else if ('errno' in fate) client.write(toPacket(1, errorOf(fate.errno)));
        else upstream.write(toPacket(0, Buffer.from(`${String.fromCharCode(COM_QUERY)}${fate.instead}`)));
      }
    });
    upstream.pipe(client);
    for (const socket of [client, upstream])
      socket.once('close', () => (client.destroy(), upstream.destroy())).on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  target.port = String((server.address() as AddressInfo).port);
  return { url: target.href, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

function toPacket(sequence: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUIntLE(payload.length, 0, 3);
  header[3] = sequence;
  return Buffer.concat([header, payload]);
}

function errorOf(errno: number): Buffer {
  const start = Buffer.from([0xff, 0, 0]);
  start.writeUInt16LE(errno, 1);
  return Buffer.concat([start, Buffer.from('#HY000refused on the way')]);
}
