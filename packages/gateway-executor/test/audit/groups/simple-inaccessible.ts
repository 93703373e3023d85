import { subgraph, type AuditGroup } from '../group.ts';

const people = ['p1', 'p2'].map((id) => ({ id }));
const friends = ({ id }: { id: string }) => people.filter((person) => person.id !== id);
const withFriends = (more = {}) => [
  { id: 'p1', friends: [{ id: 'p2', ...more }] },
  { id: 'p2', friends: [{ id: 'p1', ...more }] },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph('ages', 'type Query { peopleOfAges: [Person!]! }  type Person @key(fields: "id") { id: ID  age: Int }', {
      Query: { peopleOfAges: () => people },
    }),
    subgraph(
      'friends',
      `
        type Query { peopleWithFriends: [Person!]! }
        type Person @key(fields: "id") { id: ID  friends(bond: Bond = SECRET @inaccessible): [Person!]!  bond: Bond }
        enum Bond { SECRET @inaccessible  OPEN }
      `,
      { Query: { peopleWithFriends: () => people }, Person: { friends, bond: () => 'SECRET' } },
    ),
  ],
  cases: {
    'a hidden argument, by way of an entity': {
      query: '{ peopleOfAges { id friends { id } } }',
      data: { peopleOfAges: withFriends() },
    },
    'a hidden argument, from the root': {
      query: '{ peopleWithFriends { id friends { id } } }',
      data: { peopleWithFriends: withFriends() },
    },
    'a hidden argument that is given': {
      query: '{ peopleWithFriends { id friends(bond: OPEN) { id } } }',
      errors: true,
    },
    'a hidden value is null': {
      query: '{ peopleWithFriends { id friends { id bond } } }',
      data: { peopleWithFriends: withFriends({ bond: null }) },
    },
  },
};
