import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.ts';
import { createSignedInFetcher } from './signed-in-fetcher.ts';

const container = document.getElementById('playground');
if (container === null) throw new Error('The page has no place for the playground');

createRoot(container).render(
  createElement(GraphiQL, {
    fetcher: createSignedInFetcher('/graphql'),
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
    defaultEditorToolsVisibility: 'variables',
    shouldPersistHeaders: false,
  }),
);
