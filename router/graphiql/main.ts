import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.ts';
import { createSignedInFetcher } from './signed-in-fetcher.ts';

const container = document.getElementById('playground');
if (container === null) throw new Error('The page has no place for the playground');

// The editor takes the variables of its first tab from here. On later visits it has what the visitor left.
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const firstVariables = examples[0]?.variables;

createRoot(container).render(
  createElement(GraphiQL, {
    fetcher: createSignedInFetcher('/graphql'),
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
    ...(isFirstVisit && firstVariables !== undefined && { initialVariables: firstVariables }),
    defaultEditorToolsVisibility: 'variables',
    shouldPersistHeaders: false,
  }),
);
