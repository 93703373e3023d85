import type { RequestContext } from '@storegraph/subgraph-kit/service/subgraph';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { DeviceCookie } from './identity/device-cookie.ts';
import type { TokenCookie } from './identity/refresh-cookie.ts';
import type { Loaders } from './loaders.ts';
import type { Deps } from './use-cases/deps.ts';

export type Context = RequestContext & {
  /**
   * The caller. A mutation that signs in sets it to the account, so that the caller sees their own fields in its
   * answer.
   */
  viewer: Viewer;
  readonly loaders: Loaders;
  readonly deps: Deps;
  readonly refreshCookie: TokenCookie;
  readonly challengeCookie: TokenCookie;
  readonly deviceCookie: DeviceCookie;
};
