import { by, subgraph, type AuditGroup } from '../group.ts';

const notes = [
  { id: 'n1', writtenAt: 'noon' },
  { id: 'n2', writtenAt: 'night' },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'news',
      'type Query { notes: [Note] @shareable  newNotes: [Note] }  type Note @key(fields: "id") { id: ID!  writtenAt: String! @shareable }',
      {
        Query: { notes: () => notes, newNotes: () => [notes[1]] },
        Note: { __resolveReference: by(notes, 'id') },
      },
    ),
    subgraph(
      'times',
      'type Query { notes: [Note] @shareable  oldNotes: [Note] }  type Note @key(fields: "id") { id: ID!  writtenAt: String! @override(from: "nowhere") @shareable }',
      { Query: { notes: () => notes, oldNotes: () => [notes[0]] }, Note: { __resolveReference: by(notes, 'id') } },
    ),
  ],
  cases: {
    'a field taken over from a subgraph that there is not': {
      query: '{ notes { writtenAt } }',
      data: { notes: [{ writtenAt: 'noon' }, { writtenAt: 'night' }] },
    },
    'from both sides': {
      query: '{ newNotes { writtenAt } oldNotes { writtenAt } }',
      data: { newNotes: [{ writtenAt: 'night' }], oldNotes: [{ writtenAt: 'noon' }] },
    },
  },
};
