import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The committed supergraph, which the router plans with. */
export const supergraphFile = fileURLToPath(new URL('../supergraph.graphql', import.meta.url));

/** The committed public schema, which client code is generated from. */
export const apiFile = fileURLToPath(new URL('../api.graphql', import.meta.url));

/** Reads the committed supergraph. */
export const readSupergraph = (): string => readFileSync(supergraphFile, 'utf8');
