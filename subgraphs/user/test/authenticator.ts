import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array | string): string => Buffer.from(data).toString('base64url');

/** How an answer differs from what an honest authenticator at an honest site says. */
export type Lie = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly isVerified?: boolean;
  readonly userHandle?: string;
  readonly challenge?: string;
};

/** A passkey in software, as a device keeps one. */
export type Authenticator = {
  /** Its own count of its uses; 0 for one that does not count. */
  counter: number;
  /** Answers `beginPasskeyRegistration`. */
  make(options: string, lie?: Lie): string;
  /** Answers `beginPasskeySignIn`. */
  sign(options: string, lie?: Lie): string;
};

export function createAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let owner = '';
  const clientData = (type: string, challenge: string, lie: Lie): string =>
    JSON.stringify({
      type,
      challenge: lie.challenge ?? challenge,
      origin: lie.origin ?? 'http://localhost:4000',
      crossOrigin: false,
    });
  const head = (lie: Lie, flags: number): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(authenticator.counter);
    const verified = lie.isVerified === false ? 0 : USER_VERIFIED;
    return Buffer.concat([sha256(lie.rpId ?? 'localhost'), Buffer.from([flags | USER_PRESENT | verified]), counter]);
  };
  const answer = (response: object): string => {
    const name = base64url(id);
    return JSON.stringify({ id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response });
  };
  const authenticator: Authenticator = {
    counter: 0,
    make: (options, lie = {}) => {
      const { challenge, user } = JSON.parse(options);
      owner = user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      );
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const authData = Buffer.concat([head(lie, HAS_CREDENTIAL), Buffer.alloc(16), length, id, key]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Map<string, never> | Uint8Array>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, never>()],
          ['authData', new Uint8Array(authData)],
        ]),
      );
      return answer({
        clientDataJSON: base64url(clientData('webauthn.create', challenge, lie)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      });
    },
    sign: (options, lie = {}) => {
      const data = clientData('webauthn.get', JSON.parse(options).challenge, lie);
      const authData = head(lie, 0);
      return answer({
        clientDataJSON: base64url(data),
        authenticatorData: base64url(authData),
        signature: base64url(sign('sha256', Buffer.concat([authData, sha256(data)]), privateKey)),
        userHandle: lie.userHandle ?? owner,
      });
    },
  };
  return authenticator;
}
