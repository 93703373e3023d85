import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of sender and receiver may differ; also how long a recorded request can be sent again. */
const TOLERANCE_MS = 300_000;

const macOf = (secret: Uint8Array, seconds: string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();

/** Signs a body at a moment: `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>." and the body, in hex>`. */
export function sign(secret: Uint8Array, body: Buffer, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1_000));
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString('hex')}`;
}

/** Whether a body was signed with this secret, about now. */
export function isSigned(secret: Uint8Array, body: Buffer, signature: string | undefined, now: Date): boolean {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
  if (seconds === undefined || mac === undefined) return false;
  if (!timingSafeEqual(Buffer.from(mac, 'hex'), macOf(secret, seconds, body))) return false;
  return Math.abs(now.getTime() - Number(seconds) * 1_000) <= TOLERANCE_MS;
}
