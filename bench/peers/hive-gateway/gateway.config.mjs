import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { readSupergraph } from '@storegraph/router/graph-files';
import { accessTokenRules, readPeerSettings } from '../../servers/settings.ts';
import { secretOf, statementFor } from '../../servers/statement.ts';

const settings = readPeerSettings();
const rules = accessTokenRules(settings);
const secret = secretOf(settings.internalSecret);

/** The committed supergraph, with the addresses of this run. */
const supergraph = Object.entries(settings.urls).reduce(
  (sdl, [name, url]) =>
    sdl.replace(
      new RegExp(`@join__graph\\(name: "${name}", url: "[^"]*"\\)`),
      `@join__graph(name: "${name}", url: "${url}")`,
    ),
  readSupergraph(),
);

// Asked once for each subgraph request; checked and signed once for each request of the client.
const statements = new WeakMap();

/**
 * Hive Gateway's configuration. The Rust planner is given here: where its flag finds none, the gateway goes on without.
 * @public by this name its command line finds it
 */
export const gatewayConfig = {
  supergraph: () => supergraph,
  unifiedGraphHandler,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => {
      if (request === undefined) return {};
      const known =
        statements.get(request) ?? statementFor(request.headers.get('authorization') ?? undefined, rules, secret);
      statements.set(request, known);
      return known;
    },
  },
};
