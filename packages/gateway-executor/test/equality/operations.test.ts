import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchmarkQuery, benchmarkSubgraphs } from '../graphs/benchmark.ts';
import { libraryGraph } from '../graphs/library.ts';
import { startServer, type Question, type TestServer } from '../support/gateways.ts';
import { composeSubgraphs, type TestGraph } from '../support/subgraphs.ts';

type Case = string | Question;

const benchmark: Readonly<Record<string, Case>> = {
  'the published query': benchmarkQuery,
  'a field of one subgraph': '{ me { name } }',
  'nothing but the type': '{ __typename }',
  'the type under another name': '{ a: __typename me { b: __typename name } }',
  'null for what is not there': '{ user(id: "none") { name reviews { id } } }',
  'an empty list': '{ topProducts(first: 0) { upc inStock } }',
  'values that need others': '{ topProducts { shippingEstimate } }',
  'values that need others which are asked for, too': '{ topProducts { weight shippingEstimate price } }',
  aliases: '{ first: user(id: "1") { alias: name } second: user(id: "2") { alias: username } }',
  'aliases that look like keys': '{ topProducts { upc: name id: price weight: inStock price: shippingEstimate } }',
  'one field at two places with other selections': '{ me { reviews { id } } me { reviews { body product { upc } } } }',
  'one object by a fragment and beside it':
    'fragment A on User { reviews { product { upc reviews { id } } } } { me { ...A reviews { id product { inStock reviews { body } } } } }',
  'fields in the order of the operation':
    '{ topProducts { inStock name price upc } me { reviews { body id } birthday id } }',
  'fragments in fragments':
    'fragment A on User { ...B name } fragment B on User { reviews { ...C } id } fragment C on Review { body product { ...D } } fragment D on Product { inStock } { me { ...A } }',
  'a fragment twice':
    'fragment A on Product { upc inStock } { topProducts { ...A ...A reviews { product { ...A } } } }',
  'inline fragments without a type': '{ me { ... { name ... { reviews { id } } } } }',
  variables: {
    query: 'query ($first: Int, $id: ID!) { topProducts(first: $first) { upc } user(id: $id) { name } }',
    variables: { first: 2, id: '3' },
  },
  'variables that have a default': { query: 'query ($first: Int = 1) { topProducts(first: $first) { upc inStock } }' },
  'null for a variable': {
    query: 'query ($first: Int = 1) { topProducts(first: $first) { upc } }',
    variables: { first: null },
  },
  'variables that nobody uses in a fetch': {
    query: 'query ($yes: Boolean!) { me { name @include(if: $yes) reviews { id @skip(if: $yes) } } }',
    variables: { yes: true },
  },
  'a variable that is missing': { query: 'query ($id: ID!) { user(id: $id) { name } }' },
  'a variable of another type': { query: 'query ($id: ID!) { user(id: $id) { name } }', variables: { id: { a: 1 } } },
  'skipped fields': '{ me { name @skip(if: true) username @skip(if: false) } }',
  'nothing left of an object': '{ me { name @skip(if: true) } }',
  'nothing left at all': '{ me @skip(if: true) { name } }',
  'fields left out by a variable': {
    query:
      'query ($on: Boolean!) { topProducts(first: 1) { upc inStock @include(if: $on) reviews @skip(if: $on) { id } } }',
    variables: { on: false },
  },
  'fields kept by a variable': {
    query:
      'query ($on: Boolean!) { topProducts(first: 1) { upc inStock @include(if: $on) reviews @skip(if: $on) { id } } }',
    variables: { on: true },
  },
  'both directives on one field': {
    query:
      'query ($a: Boolean!, $b: Boolean!) { me { name @skip(if: $a) @include(if: $b) ... on User @skip(if: $b) { id } } }',
    variables: { a: false, b: true },
  },
  'a condition that is null': {
    query: 'query ($a: Boolean = true) { me { id name @skip(if: $a) } }',
    variables: { a: null },
  },
  'a fetch that is left out': {
    query: 'query ($a: Boolean!) { me { id ... @include(if: $a) { reviews { body } } } }',
    variables: { a: false },
  },
  'one of two operations': { query: 'query A { me { id } } query B { me { name } }', operationName: 'B' },
  'an operation that is not there': { query: 'query A { me { id } }', operationName: 'B' },
  'no operation name where one is needed': 'query A { me { id } } query B { me { name } }',
  'a field that is not there': '{ me { nothing } }',
  'the whole schema': getIntrospectionQuery(),
  'one type': '{ __type(name: "Product") { name fields { name type { kind ofType { name } } } } }',
  'a type by a variable': {
    query: 'query ($name: String!) { it: __type(name: $name) { name kind } me { id } }',
    variables: { name: 'User' },
  },
  'no type': '{ __type(name: "Nothing") { name } }',
  'the schema beside data': 'fragment T on __Type { name } { __schema { queryType { ...T } } me { name } }',
};

const library: Readonly<Record<string, Case>> = {
  'an interface': '{ medias { __typename id title } }',
  'an interface with a field of another subgraph': '{ medias { score title reviews { text } } }',
  'an interface that only its name is known of': '{ topMedia { score id } }',
  'an interface that has to be looked up':
    '{ topMedia { __typename title ... on Book { pages } ... on Film { minutes } } }',
  'types of an interface': '{ medias { ... on Film { minutes facts } ... on Book { numbers } } }',
  'a union': '{ search { __typename ... on Book { pages } ... on Film { minutes } ... on Person { born } } }',
  'a union by an interface': '{ search { ... on Media { id title score } } }',
  'a union without a matching type': '{ offers { ... on Film { minutes } } }',
  'a union from another subgraph':
    '{ offers { __typename ... on Book { title weight price { amount currency } } ... on Film { rating(scale: 2) } } }',
  'lists of lists': '{ grid { id title score } media(id: "1") { ... on Book { numbers } } }',
  'values of any shape': '{ anything search { ... on Film { facts } } }',
  enums: {
    query: 'query ($moods: [Mood!]) { search(text: "x", moods: $moods) { ... on Media { mood } } }',
    variables: { moods: ['ODD', 'DARK'] },
  },
  'an enum value that is not there': {
    query: 'query ($moods: [Mood!]) { search(moods: $moods) { __typename } }',
    variables: { moods: ['BLUE'] },
  },
  'one name whose type differs in a subgraph':
    '{ medias { ... on Book { label } ... on Film { label } } offers { ... on Book { label } ... on Film { label } } }',
  'value types of two subgraphs': '{ shelves { label mood items { title } } person { home { label mood } } }',
  'people and their rivals':
    '{ person { name rival { name discount rival { greeting rival { name reviews { text media { title } } } } } } }',
  cycles: '{ latest { by { reviews { by { reviews { media { reviews { by { name } } } } } } } } }',
  'interfaces in interfaces':
    '{ latest { media { ... on Media { ... on Book { author { works { ... on Film { cast { name } } } } } } } } }',
  'mutations one after another':
    'mutation { a: rate(id: "1", stars: 1) { title score } forget(id: "1") b: rate(id: "2", stars: 2) { reviews { text } } }',
  'mutations of two subgraphs':
    'mutation { review(text: "x") { by { name discount } } rate(id: "1", stars: 5) { __typename } }',
  'names that all objects have': '{ constructor: person { toString: name __proto__: born hasOwnProperty: greeting } }',
};

describe.each<[string, () => TestGraph, Readonly<Record<string, Case>>]>([
  ['benchmark', () => composeSubgraphs(benchmarkSubgraphs), benchmark],
  ['library', () => libraryGraph(), library],
  ['library, with nulls and errors', () => libraryGraph({ nullRate: 0.2, errorRate: 0.1 }), library],
])('over the %s graph', (_, makeGraph, cases) => {
  let stock: TestServer;
  let compiled: TestServer;

  beforeAll(async () => {
    const graph = makeGraph();
    stock = await startServer(graph, { executor: 'stock' });
    compiled = await startServer(graph);
  });
  afterAll(() => Promise.all([stock.stop(), compiled.stop()]));

  it.each(Object.entries(cases))('%s: answered as by the stock executor', async (_, asked) => {
    const question = typeof asked === 'string' ? { query: asked } : asked;
    expect(await compiled.ask(question)).toEqual(await stock.ask(question));
  });
});
