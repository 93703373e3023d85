import { fabricateSubgraph, type Fabrication } from '../support/fabricate.ts';
import { composeSubgraphs, type TestGraph } from '../support/subgraphs.ts';

const federation = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [${imports}])`;

// What the shop's graph has not: interfaces as entities, unions across subgraphs, lists of lists, scalars of any shape,
// fields of one name and different types, values that a subgraph needs from another.
const subgraphs = [
  {
    name: 'catalog',
    sdl: `
      ${federation('"@key", "@shareable"')}
      scalar Json
      enum Mood { BRIGHT DARK ODD }
      union Hit = Book | Film | Person
      type Query {
        search(text: String, moods: [Mood!]): [Hit!]!
        media(id: ID!): Media
        medias: [Media]
        person(id: ID = "person-1"): Person
        shelves: [Shelf!] @shareable
        grid: [[Media!]!]
        anything: Json
      }
      type Mutation { rate(id: ID!, stars: Int!): Media  forget(id: ID!): Boolean! }
      type Shelf @shareable { label: String!  mood: Mood  items: [Media!] }
      interface Media @key(fields: "id") { id: ID!  title: String!  tags: [String!]  mood: Mood }
      type Book implements Media @key(fields: "id") { id: ID!  title: String!  tags: [String!]  mood: Mood  pages: Int!  author: Person  numbers: [[Int]] }
      type Film implements Media @key(fields: "id") { id: ID!  title: String!  tags: [String!]  mood: Mood  minutes: Int  facts: Json  cast: [Person!]! }
      type Person @key(fields: "id") { id: ID!  name: String!  born: Int  works: [Media!]!  home: Shelf }
    `,
  },
  {
    name: 'reviews',
    sdl: `
      ${federation('"@key", "@interfaceObject", "@shareable"')}
      type Query { latest: [Review!]!  topMedia: [Media!]  shelves: [Shelf!] @shareable }
      type Mutation { review(text: String!): Review }
      type Shelf @shareable { label: String! }
      type Media @interfaceObject @key(fields: "id") { id: ID!  reviews: [Review!]!  score: Float  best: Review }
      type Review { id: ID!  text: String  media: Media!  by: Person }
      type Person @key(fields: "id") { id: ID!  reviews: [Review!]  rival: Person }
    `,
  },
  {
    name: 'labels',
    sdl: `
      ${federation('"@key", "@shareable"')}
      type Book @key(fields: "id") { id: ID!  label: String @shareable }
    `,
  },
  {
    name: 'shop',
    sdl: `
      ${federation('"@key", "@external", "@requires", "@shareable"')}
      type Money { amount: Int!  currency: String! }
      type Query { cheapest: Book  offers: [Offer] }
      union Offer = Book | Film
      type Book @key(fields: "id") { id: ID!  pages: Int! @external  price: Money  weight: Int @requires(fields: "pages")  label: String! @shareable }
      type Film @key(fields: "id") { id: ID!  label: String  price: String!  minutes: Int @external  rating(scale: Int = 5): Int @requires(fields: "minutes") }
      type Person @key(fields: "id") { id: ID!  name: String! @external  born: Int @external  discount: Int! @requires(fields: "born")  greeting: String @requires(fields: "name born") }
    `,
  },
];

/** A graph with the parts of federation that the shop does without. */
export function libraryGraph(rates: Omit<Fabrication, 'sdl'> = {}): TestGraph {
  const { supergraphSdl } = composeSubgraphs(subgraphs.map((subgraph) => ({ ...subgraph, resolvers: {} })));
  return {
    supergraphSdl,
    schemas: Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, fabricateSubgraph({ sdl, ...rates })])),
  };
}
