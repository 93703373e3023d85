import { gql } from '@urql/core';
import type { graphql as generated } from './__generated__/gql.ts';

const fragments = new Map<string, ReturnType<typeof gql>>();

const build = (source: string): ReturnType<typeof gql> => {
  const spreads = new Set(Array.from(source.matchAll(/\.\.\.\s*(?!on\s)(\w+)/g), ([, name = '']) => name));
  const parts = [...spreads].map((name) => {
    const fragment = fragments.get(name);
    if (!fragment) throw new Error(`Import the module of fragment ${name} before it is used`);
    return fragment;
  });
  const template = Object.assign([source, ...parts.map(() => '\n')], { raw: [] });
  const document = gql(template, ...parts);
  const name = /^\s*fragment\s+(\w+)/.exec(source)?.[1];
  if (name) fragments.set(name, document);
  return document;
};

/**
 * A typed GraphQL document. The types come from codegen; the document is built here from its own text, because
 * codegen's map of all documents would bring the queries of every page into the first download.
 * A fragment is known once the module that declares it has run, which importing its component ensures.
 */
export const graphql = build as unknown as typeof generated;
