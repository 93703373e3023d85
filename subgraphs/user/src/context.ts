import type { RequestContext } from '@storegraph/subgraph-kit/service/subgraph';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { RefreshCookie } from './identity/refresh-cookie.ts';
import type { Loaders } from './loaders.ts';
import type { Deps } from './use-cases/deps.ts';

export type Context = RequestContext & {
  /**
   * Who asks. Whoever signs in by a mutation is the one who asks from then on, and so sees their own fields in its
   * answer.
   */
  viewer: Viewer;
  readonly loaders: Loaders;
  readonly deps: Deps;
  readonly refreshCookie: RefreshCookie;
};
