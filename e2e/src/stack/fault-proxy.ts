import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Between } from './http-relay.ts';

/** What happens on the way. */
export type Fault =
  | { readonly kind: 'none' }
  /** Each piece arrives later by so much. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Connections are refused, and those there are break. */
  | { readonly kind: 'reset' }
  /** Nothing arrives, and neither side gets an error. */
  | { readonly kind: 'black hole' }
  /** MySQL only: a COMMIT arrives, and its connection breaks instead of the answer, when `isCut` says so. */
  | { readonly kind: 'cut commits'; readonly isCut: () => boolean };

/** A network between two parts of a shop that does as it is told. */
export type FaultProxy = Between & {
  readonly port: number;
  set(fault: Fault): void;
  /** Answers to COMMIT that were cut. */
  readonly cuts: () => number;
};

/**
 * Starts a proxy for one address, without a fault.
 * @param target - `scheme://...@host:port/...`, of which only host and port are looked at
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  let fault: Fault = { kind: 'none' };
  let cuts = 0;

  const server = createServer((near) => {
    if (fault.kind === 'reset') return void near.resetAndDestroy();
    const far = connect(Number(targetPort), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    let isCutting = false;
    const breakOff = (): void => {
      pairs.delete(pair);
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on('error', breakOff).on('close', breakOff);
    carry(near, far, (piece) => {
      if (fault.kind === 'cut commits' && isCommit(piece) && fault.isCut()) isCutting = true;
    });
    carry(far, near, () => {
      if (!isCutting) return;
      cuts += 1;
      breakOff();
    });
  });

  const carry = (from: Socket, to: Socket, look: (piece: Buffer) => void): void => {
    // One after the other, however late: what is delayed must not overtake.
    let queue = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      queue = queue.then(async () => {
        look(piece);
        if (fault.kind === 'latency') await sleep(fault.ms);
        if (fault.kind !== 'black hole' && to.writable) to.write(piece);
      });
    });
    from.on('end', () => void (queue = queue.then(() => void to.end())));
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const breakAll = (): void => pairs.forEach(([near]) => near.resetAndDestroy());
  return {
    port,
    url: withPort(target, port),
    set: (next) => {
      // Bytes that were swallowed are missing for ever: what spoke through the hole cannot go on.
      if (next.kind === 'reset' || fault.kind === 'black hole') breakAll();
      fault = next;
    },
    cuts: () => cuts,
    close: async () => {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}

function withPort(target: string, port: number): string {
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href.replace(/\/$/, '');
}

// Three bytes of length, a sequence number, and the command: 3 is a query in text. A client sends one and waits.
const isCommit = (piece: Buffer): boolean =>
  piece.length === 11 && piece[4] === 3 && piece.toString('latin1', 5) === 'COMMIT';
