export { hashToken as hashRefreshToken, newToken as newRefreshToken } from './random-token.ts';
