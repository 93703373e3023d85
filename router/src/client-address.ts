import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';
import { uuidOf } from './visitor.ts';

export type ClientAddressOptions = {
  /** Addresses and networks (CIDR) of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Keys the hash, so that nobody else can tell which address it stands for. */
  readonly secret: Uint8Array;
};

const IPV6_NETWORK_BITS = 64;

/**
 * Makes the function that says from where a request comes, by a keyed hash: limits count by it, and no subgraph, no
 * database and no log ever sees an address.
 */
export function hashClientAddress({
  trustedProxies,
  secret,
}: ClientAddressOptions): (request: IncomingMessage) => string | undefined {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => {
    const network = networkOf(proxyAddr(request, isTrusted));
    return network === null
      ? undefined
      : uuidOf(createHmac('sha256', secret).update(`client-address:${network}`).digest());
  };
}

/**
 * What one client has: an IPv4 address, or the 64 bits that an IPv6 network is given, as a host chooses the other 64.
 * Null for what is no address, such as a proxy's `unknown`.
 */
export function networkOf(address: string | undefined): string | null {
  if (address === undefined || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${IPV6_NETWORK_BITS}`).toString();
}
