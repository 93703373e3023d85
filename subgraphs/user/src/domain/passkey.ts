/** A key pair that a user signs in with, without a password. */
export type Passkey = {
  readonly id: string;
  readonly userId: string;
  /** As the user calls it. */
  readonly name: string;
  /** The authenticator's name for it, base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  /** How browsers reach it, such as `internal`. */
  readonly transports: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};
