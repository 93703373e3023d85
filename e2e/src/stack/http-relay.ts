import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Something between two parts of a shop. */
export type Between = { readonly url: string; readonly close: () => Promise<void> };

/**
 * Stands before the processes of a service, which take turns, request by request. One that does not listen is left out.
 * @param takeOver - answers a request itself and returns true, or leaves it to the service
 */
export async function startHttpRelay(
  addresses: readonly string[],
  takeOver: (request: IncomingMessage, body: Buffer, response: ServerResponse) => boolean = () => false,
): Promise<Between> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const forward = (request: IncomingMessage, body: Buffer, response: ServerResponse, left: number): void => {
    const address = addresses[turn++ % addresses.length] ?? '';
    const onward = ask(
      address + (request.url ?? '/'),
      { agent, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
        // An answer that broke off in the middle must break off for the client, too.
        answer.once('error', () => response.destroy());
      },
    );
    onward.once('error', (error: NodeJS.ErrnoException) => {
      // Nothing was sent yet. After any other failure the request may have had its effect, and is not ours to repeat.
      if (error.code === 'ECONNREFUSED' && left > 0) forward(request, body, response, left - 1);
      else response.destroy();
    });
    response.once('close', () => response.writableFinished || onward.destroy());
    onward.end(body);
  };
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    buffer(request).then(
      (body) => takeOver(request, body, response) || forward(request, body, response, addresses.length - 1),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
