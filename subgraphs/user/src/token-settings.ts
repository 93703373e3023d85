/** Who issues access tokens, and for whom. A verifier is configured with the same. */
export const DEFAULT_ISSUER = 'storegraph';
export const DEFAULT_AUDIENCE = 'storegraph';
