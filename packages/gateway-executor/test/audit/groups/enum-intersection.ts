import { by, subgraph, type AuditGroup } from '../group.ts';

const seats = [
  { id: 's1', kind: 'REGULAR' },
  { id: 's2', kind: 'STAFF' },
];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'hall',
      `
        type Query { seats: [Seat] }
        type Seat @key(fields: "id") { id: ID  kind: Kind @shareable }
        enum Kind { REGULAR }
      `,
      { Query: { seats: () => seats }, Seat: { __resolveReference: by(seats, 'id') } },
    ),
    subgraph(
      'office',
      `
        type Query { officeSeats: [Seat!]  seatsOf(kind: Kind!): [Seat!] }
        extend type Seat @key(fields: "id") { id: ID  kind: Kind @shareable }
        enum Kind { STAFF @inaccessible  REGULAR }
      `,
      {
        Query: { officeSeats: () => seats, seatsOf: (_, args) => seats.filter(({ kind }) => kind === args.kind) },
        Seat: { __resolveReference: by(seats, 'id') },
      },
    ),
  ],
  cases: {
    'nothing of the enum': { query: '{ seats { id } }', data: { seats: [{ id: 's1' }, { id: 's2' }] } },
    'a value that the subgraph itself has not': {
      query: '{ seats { id kind } }',
      data: {
        seats: [
          { id: 's1', kind: 'REGULAR' },
          { id: 's2', kind: null },
        ],
      },
      errors: true,
    },
    'a value that only the gateway has not': {
      query: '{ officeSeats { id kind } }',
      data: {
        officeSeats: [
          { id: 's1', kind: 'REGULAR' },
          { id: 's2', kind: null },
        ],
      },
    },
    'a value as an argument': {
      query: '{ seatsOf(kind: REGULAR) { id kind } }',
      data: { seatsOf: [{ id: 's1', kind: 'REGULAR' }] },
    },
    'a hidden value as an argument': { query: '{ seatsOf(kind: STAFF) { id kind } }', data: null, errors: true },
  },
};
