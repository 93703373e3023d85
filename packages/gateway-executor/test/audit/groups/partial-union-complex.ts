import { subgraph, type AuditGroup } from '../group.ts';

const common = { __typename: 'Common', label: 'both' };
const left = { __typename: 'Left', l: 'only left' };
const right = { __typename: 'Right', r: 'only right' };

const all = '{ things { __typename ... on Common { label } ... on Left { l } ... on Right { r } } }';

const half = (name: string, member: string, field: string, own: object[], more: string) =>
  subgraph(
    name,
    `
      type Query { ${name}: Box  either: Box @shareable }
      type Box @key(fields: "id") { id: ID!  inside: Inside @shareable  ${more} }
      type Inside @shareable { things: [Thing!]! @shareable }
      union Thing = Common | ${member}
      type Common @shareable { label: String }
      type ${member} { ${field}: String }
    `,
    {
      Query: { [name]: () => ({ id: '1', things: own }), either: () => ({ id: '1', things: [common] }) },
      Box: { inside: ({ things = own }) => ({ things }), ...(more !== '' && { behind: () => ({ things: own }) }) },
    },
  );

// Where an object can be had from either subgraph, only the members that both have are asked for, and the rest is null.
// Later versions of the audit expect the opposite.
export const group: AuditGroup = {
  subgraphs: [
    half('left', 'Left', 'l', [common, left], ''),
    half('right', 'Right', 'r', [common, right], 'behind: Inside'),
  ],
  cases: {
    'members of the one': {
      query: `{ left { inside ${all} } }`,
      data: { left: { inside: { things: [common, { ...left, l: null }] } } },
    },
    'members of the other': {
      query: `{ right { inside ${all} } }`,
      data: { right: { inside: { things: [common, { ...right, r: null }] } } },
    },
    'only a member that the one has not': {
      query: '{ left { inside { things { __typename ... on Right { r } } } } }',
      data: { left: { inside: { things: [{ __typename: 'Common' }, { __typename: 'Left' }] } } },
    },
    'members of both, from either': {
      query: `{ either { inside ${all} } }`,
      data: { either: { inside: { things: [common] } } },
    },
    'by way of an entity, to the other': {
      query: `{ left { behind ${all} } }`,
      data: { left: { behind: { things: [common, right] } } },
    },
  },
};
