import { generateAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';

// `npm run -s keys`: fresh signing keys of access tokens, for ACCESS_TOKEN_KEYS.
console.log(JSON.stringify(await generateAccessTokenKeys()));
