import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

// A real OpenID provider, in a process of its own: anybody signs in with any name and password, and has an e-mail
// address by it. It tells where it is, and then hears where the shop is that signs in by it.
let answer: RequestListener = (_, response) => void response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));
await once(server.listen(0, '127.0.0.1'), 'listening');
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

process.on('message', (shopUrl: string) => {
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'shop', client_secret: 'shop-secret', redirect_uris: [`${shopUrl}/sign-in/return`] }],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub, email: `${sub}@example.com`, email_verified: true }),
    }),
    cookies: { keys: ['a key of a test'] },
  });
  answer = provider.callback();
  process.send?.('ready');
});
process.on('disconnect', () => process.exit());
process.send?.(issuer);
