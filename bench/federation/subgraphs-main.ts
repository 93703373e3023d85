import { createServer } from 'node:http';
import { graphql } from 'graphql';
import { given } from '../env.ts';
import { benchmarkSubgraphs } from './subgraphs.ts';

// All four subgraphs in one process, each at its own path. An answer is worked out once: what is measured is the
// gateway before them.
const schemas = new Map(benchmarkSubgraphs.map(({ name, schema }) => [`/${name}`, schema]));
const answers = new Map<string, Buffer>();

createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const key = `${request.url}\n${body}`;
    const known = answers.get(key);
    const send = (answer: Buffer): void =>
      void response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
    if (known !== undefined) return send(known);
    const schema = schemas.get(request.url ?? '');
    if (schema === undefined || body === '') return void response.writeHead(404).end();
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    graphql({ schema, source: query, ...(variables && { variableValues: variables }) }).then(
      (result) => {
        const answer = Buffer.from(JSON.stringify(result));
        answers.set(key, answer);
        send(answer);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}).listen(Number(given('PORT')), '127.0.0.1');
