import { subgraph, type AuditGroup } from '../group.ts';

const poem = { __typename: 'Poem', id: 'p1', title: 'Poem 1', leftTitle: 'Left: Poem 1' };
const song = { __typename: 'Song', id: 's1', title: 'Song 1', leftTitle: 'Left: Song 1' };
const titled = { title: 'Poem 1' };

const anyTitle = '{ __typename ... on Song { title } ... on Film { title } ... on Poem { title } }';
const poemTitle = { __typename: 'Poem', title: 'Poem 1' };
const songTitle = { __typename: 'Song', title: 'Song 1' };

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'left',
      `
        type Query { work: Work @shareable  leftWork: Work @shareable  poem: Poem @shareable  song: Work @shareable  reader: Reader @shareable }
        union Work = Poem | Song
        union Read = Poem | Song
        type Poem @key(fields: "id") { id: ID!  title: String! @shareable  leftTitle: String! }
        type Song @key(fields: "id") { id: ID!  title: String! @shareable  leftTitle: String! }
        type Reader { work: Read @shareable  leftWork: Read  poem: Poem @shareable  song: Read @shareable }
      `,
      {
        Query: {
          work: () => poem,
          leftWork: () => poem,
          poem: () => poem,
          song: () => song,
          reader: () => ({ work: poem, leftWork: poem, poem, song }),
        },
        Poem: { __resolveReference: () => poem },
        Song: { __resolveReference: () => song },
      },
    ),
    subgraph(
      'right',
      `
        type Query { work: Work @shareable  poem: Work @shareable  reader: Reader @shareable }
        union Work = Poem | Film
        union Read = Poem | Film
        type Poem { title: String! @shareable }
        type Film { title: String! @shareable }
        type Reader { work: Read @shareable  poem: Read @shareable }
      `,
      { Query: { work: () => poem, poem: () => poem, reader: () => ({ work: poem, poem }) } },
    ),
  ],
  cases: {
    'a member that is not it': { query: '{ work { ... on Film { title } } }', data: { work: {} } },
    'the member that both have': { query: '{ work { ... on Poem { title } } }', data: { work: titled } },
    both: { query: '{ work { ... on Poem { title } ... on Film { title } } }', data: { work: titled } },
    'three ways from the root': {
      query: `{ work ${anyTitle} poem ${anyTitle} song ${anyTitle} }`,
      data: { work: poemTitle, poem: poemTitle, song: songTitle },
    },
    'a root that one subgraph has': { query: `{ leftWork ${anyTitle} }`, data: { leftWork: poemTitle } },
    'below, a member that is not it': {
      query: '{ reader { work { ... on Film { title } } } }',
      data: { reader: { work: {} } },
    },
    'below, the member that both have': {
      query: '{ reader { work { ... on Poem { title } } } }',
      data: { reader: { work: titled } },
    },
    'below, both': {
      query: '{ reader { work { ... on Poem { title } ... on Film { title } } } }',
      data: { reader: { work: titled } },
    },
    'three ways from below': {
      query: `{ reader { work ${anyTitle} poem ${anyTitle} song ${anyTitle} } }`,
      data: { reader: { work: poemTitle, poem: poemTitle, song: songTitle } },
    },
    'below, a field that one subgraph has': {
      query: `{ reader { leftWork ${anyTitle} } }`,
      data: { reader: { leftWork: poemTitle } },
    },
    'a field of a member that one subgraph has': {
      query: '{ leftWork { ... on Poem { leftTitle } } }',
      data: { leftWork: { leftTitle: 'Left: Poem 1' } },
    },
    'the same, below': {
      query: '{ reader { leftWork { ... on Poem { leftTitle } } } }',
      data: { reader: { leftWork: { leftTitle: 'Left: Poem 1' } } },
    },
  },
};
