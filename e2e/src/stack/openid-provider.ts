import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A real OpenID provider in a process of its own. */
export type OpenidProvider = {
  readonly issuer: string;
  /** The setting of a shop that signs in by it. */
  readonly settings: { readonly SIGN_IN_PROVIDERS: string };
  /** Tells it where the shop is; until then it serves nobody. */
  readonly serve: (shopUrl: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const entry = fileURLToPath(new URL('openid-provider-main.ts', import.meta.url));

export async function startOpenidProvider(): Promise<OpenidProvider> {
  const child = fork(entry, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const [issuer] = await once(child, 'message');
  const provider = { id: 'test', name: 'Test login', issuer, clientId: 'shop', clientSecret: 'shop-secret' };
  return {
    issuer,
    settings: { SIGN_IN_PROVIDERS: JSON.stringify([provider]) },
    serve: async (shopUrl) => {
      const ready = once(child, 'message');
      child.send(shopUrl);
      await ready;
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
