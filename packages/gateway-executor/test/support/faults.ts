/** What a subgraph answers, as JSON. */
type Answer = any;

/**
 * Changes an answer into one that a subgraph should never give. Works on a copy, and alike wherever an entity stands.
 */
export type Fault = (answer: Answer, subgraph: string) => Answer;

/** Changes every value in an answer's data, the innermost first. */
const everywhere =
  (change: (value: any, key: string) => unknown): Fault =>
  (answer) => {
    const visit = (value: any, key: string): unknown => {
      if (Array.isArray(value)) for (const [index, element] of value.entries()) value[index] = visit(element, key);
      else if (typeof value === 'object' && value !== null)
        for (const name of Object.keys(value)) value[name] = visit(value[name], name);
      return change(value, key);
    };
    if (answer.data) for (const name of Object.keys(answer.data)) answer.data[name] = visit(answer.data[name], name);
    return answer;
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown, key: string): boolean => Array.isArray(value) && key !== '_entities';

const withEntities =
  (change: (entities: any[]) => unknown): Fault =>
  (answer) => {
    if (answer.data?._entities) answer.data._entities = change(answer.data._entities);
    return answer;
  };

const withErrors =
  (errors: unknown): Fault =>
  (answer) => ({ ...answer, errors });

const withTypename = (typename: unknown): Fault =>
  everywhere((value) => (isObject(value) ? { ...value, __typename: typename } : value));

// A copy by spread has `__proto__` as a field of its own, as JSON.parse gives it.
const polluted = (json: string): Fault =>
  everywhere((value) => (isObject(value) ? { ...JSON.parse(json), ...value } : value));

/** Faults that say something else where equal entities are asked for once. */
export const countingFaults: Readonly<Record<string, Fault>> = {
  'an error at the first entity': withErrors([
    { message: 'Not this one', path: ['_entities', 0, 'name'], extensions: { code: 'MINE' } },
  ]),
  'errors at entities in no order': withErrors([
    { message: 'Not the second', path: ['_entities', 1, 'reviews', 0], extensions: { code: 'MINE' } },
    { message: 'Not the first', path: ['_entities', 0] },
  ]),
  'an error without a message': withErrors([{ path: ['_entities', 0, 'name'] }]),
  'an entity too few': withEntities((entities) => entities.slice(1)),
  'an entity too many': withEntities((entities) => [...entities, { id: '1', name: 'more' }]),
};

/** Every other kind of answer that a subgraph should never give, by name. */
export const faults: Readonly<Record<string, Fault>> = {
  'no answer': () => undefined,
  'null as the answer': () => null,
  'a text as the answer': () => 'sorry',
  'an empty answer': () => ({}),
  'no data': () => ({ data: null }),
  'a text as data': () => ({ data: 'sorry' }),
  'a list as data': () => ({ data: [{ a: 1 }] }),
  'a number as data': () => ({ data: 7 }),
  'data and an error without a path': withErrors([{ message: 'Watch out' }]),
  'data and an error with a path of its own': withErrors([{ message: 'Watch out', path: ['some', 'where', 3] }]),
  'an error at an entity that was not asked for': withErrors([{ message: 'Nobody', path: ['_entities', 99, 'name'] }]),
  'an error at all entities': withErrors([{ message: 'None', path: ['_entities'] }]),
  'an error with a code that the gateway knows': withErrors([
    { message: 'Invalid', extensions: { code: 'INVALID_GRAPHQL' } },
  ]),
  'an error with a numeric code': withErrors([{ message: 'Invalid', extensions: { code: 7, at: [1] } }]),
  'an error that is null': withErrors([null]),
  'an error that is a text': withErrors(['broken']),
  'errors that are no list': withErrors('broken'),
  'an empty list of errors': withErrors([]),
  'errors and no data': () => ({ data: null, errors: [{ message: 'Nothing works', extensions: { code: 'DOWN' } }] }),
  'errors without data': () => ({ errors: [{ message: 'Nothing works', locations: [{ line: 1, column: 1 }] }] }),
  'no entities': (answer) => (answer.data?._entities ? { data: {} } : answer),
  'null for the entities': withEntities(() => null),
  'an object for the entities': withEntities((entities) => Object.fromEntries(Object.entries(entities))),
  'null for each entity': withEntities((entities) => entities.map(() => null)),
  'a text for each entity': withEntities((entities) => entities.map(() => 'entity')),
  'a list for each entity': withEntities((entities) => entities.map((entity) => [entity])),
  'an unknown type': withTypename('Nobody'),
  'a type of another kind': withTypename('String'),
  'an interface as the type': withTypename('Media'),
  'another type': withTypename('Person'),
  'null as the type': withTypename(null),
  'a number as the type': withTypename(7),
  'an object as the type': withTypename({ name: 'User' }),
  'an empty type': withTypename(''),
  'the type of a prototype': withTypename('__proto__'),
  'an object where a list should be': everywhere((value, key) =>
    isList(value, key) ? Object.assign({}, value) : value,
  ),
  'a text where a list should be': everywhere((value, key) => (isList(value, key) ? 'list' : value)),
  'a list where an object should be': everywhere((value, key) =>
    isObject(value) && key !== '_entities' ? [value] : value,
  ),
  'a text where an object should be': everywhere((value, key) =>
    isObject(value) && key !== '_entities' ? 'object' : value,
  ),
  'lists of lists': everywhere((value, key) => (isList(value, key) ? [value] : value)),
  'null in every list': everywhere((value, key) => (isList(value, key) ? [null, ...value] : value)),
  'null for every leaf': everywhere((value, key) =>
    isObject(value) || Array.isArray(value) || key === '__typename' ? value : null,
  ),
  'null for every object': everywhere((value, key) => (isObject(value) && key !== '_entities' ? null : value)),
  'null for every list': everywhere((value, key) => (isList(value, key) ? null : value)),
  'numbers for texts': everywhere((value, key) =>
    typeof value === 'string' && key !== '__typename' ? value.length : value,
  ),
  'fractions for texts': everywhere((value, key) => (typeof value === 'string' && key !== '__typename' ? 1.5 : value)),
  'texts for numbers': everywhere((value) => (typeof value === 'number' ? String(value) : value)),
  'huge numbers': everywhere((value) => (typeof value === 'number' ? 1e21 : value)),
  'integers out of range': everywhere((value) => (typeof value === 'number' ? 2 ** 53 + 2 : value)),
  'booleans for everything': everywhere((value, key) =>
    isObject(value) || Array.isArray(value) || key === '__typename' ? value : true,
  ),
  'objects for every leaf': everywhere((value, key) =>
    isObject(value) || Array.isArray(value) || key === '__typename' ? value : { odd: true },
  ),
  'lists for every leaf': everywhere((value, key) =>
    isObject(value) || Array.isArray(value) || key === '__typename' ? value : [value],
  ),
  'fields missing': everywhere((value) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => name.length % 2 === 0 || name.startsWith('_')))
      : value,
  ),
  'fields that nobody asked for': everywhere((value) =>
    isObject(value) ? { ...value, secret: 'x', name: 'other', reviews: 'other' } : value,
  ),
  'keys of prototypes': polluted(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":{"a":1}}',
  ),
};
