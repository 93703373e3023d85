import { subgraph, type AuditGroup } from '../group.ts';

const steps = [
  { __typename: 'Walk', id: '1', pace: 'slow' },
  { __typename: 'Rest', id: '2', place: 'bench', why: 'tired' },
  { __typename: 'Turn', id: '3', side: 'left' },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'routes',
      `
        type Query { route: Route }
        type Route @shareable { steps: [Step!]!  title: String }
        union Step = Walk | Rest | Turn
        type Walk @shareable { id: ID!  pace: String }
        type Rest { id: ID!  place: String  why: String }
        type Turn { id: ID!  side: String }
      `,
      { Query: { route: () => ({ title: 'Home', steps }) } },
    ),
    // Knows one member, and cannot be asked for any route.
    subgraph(
      'walks',
      'type Route @shareable { steps: [Step!]!  title: String }  union Step = Walk  type Walk @shareable { id: ID!  pace: String }',
    ),
  ],
  cases: {
    'all members of a union that another subgraph has in part': {
      query:
        '{ route { title steps { __typename ... on Walk { id pace } ... on Rest { id place why } ... on Turn { id side } } } }',
      data: { route: { title: 'Home', steps } },
    },
    'only members that the other has not': {
      query: '{ route { steps { __typename ... on Rest { place } ... on Turn { side } } } }',
      data: {
        route: {
          steps: [{ __typename: 'Walk' }, { __typename: 'Rest', place: 'bench' }, { __typename: 'Turn', side: 'left' }],
        },
      },
    },
  },
};
