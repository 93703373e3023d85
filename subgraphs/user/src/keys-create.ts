import { generateAccessTokenKeys } from './identity/access-token-keys.ts';

// For ACCESS_TOKEN_KEYS, or the file that ACCESS_TOKEN_KEYS_FILE names.
console.log(JSON.stringify(await generateAccessTokenKeys()));
