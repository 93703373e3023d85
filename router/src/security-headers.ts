import type { ServerResponse } from 'node:http';

const POLICY = {
  'default-src': "'self'",
  'img-src': "'self' data: https:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

// The playground's editor writes its own styles, starts its workers from blobs, and carries its icon font in its style
// sheet.
const PLAYGROUND_POLICY = {
  ...POLICY,
  'style-src': "'self' 'unsafe-inline'",
  'worker-src': "'self' blob:",
  'font-src': "'self' data:",
};

const toHeader = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map((directive) => directive.join(' '))
    .join('; ');

const CLIENT_CSP = toHeader(POLICY);
const PLAYGROUND_CSP = toHeader(PLAYGROUND_POLICY);

/** What every answer tells the browser. */
export function setSecurityHeaders(response: ServerResponse, options: { readonly isSecure: boolean }): void {
  response.setHeader('content-security-policy', CLIENT_CSP);
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  if (options.isSecure) response.setHeader('strict-transport-security', 'max-age=31536000');
}

/** Loosens the policy for the playground's page. */
export function allowPlayground(response: ServerResponse): void {
  response.setHeader('content-security-policy', PLAYGROUND_CSP);
}
