import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import type { TestGraph } from './subgraphs.ts';

/** Sends an answer, given as JSON, in the way of a subgraph or in none. */
export type Send = (response: ServerResponse, json: string) => void;

export const sendJson: Send = (response, json) => {
  response.setHeader('content-type', 'application/json');
  response.end(json);
};

/** The subgraphs of a graph over HTTP, each at its own path of one server. */
export async function startSubgraphs({ schemas }: TestGraph) {
  const state: { send: Send } = { send: sendJson };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString());
    const schema = schemas[request.url!.slice(1)]!;
    const result = await graphql({ schema, source: query, variableValues: variables, operationName });
    state.send(response, JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (name: string) => `http://127.0.0.1:${port}/${name}`,
    state,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
