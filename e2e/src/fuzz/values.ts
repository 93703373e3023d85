import fc from 'fast-check';
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';

/** What values are taken from besides what is odd: it grows with what the shop answers. */
export type Known = {
  /** Ids by the name of their type. */
  readonly ids: Map<string, Set<string>>;
  readonly cursors: Set<string>;
};

const UNKNOWN_ID = '01990000-0000-7000-8000-000000000000';
const ODD_NUMBERS = [0, -1, 1.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, -(2 ** 53), 1e300, NaN, Infinity];
const ODD_TYPES = [null, true, '1', [], [[1]], {}];
const ODD_TEXTS = [
  '',
  '   ',
  '%',
  '_',
  '\\',
  '%_\\%',
  'a\u0000b',
  '\u202egnp.exe',
  '\u200b',
  '\ud800',
  '😀'.repeat(300),
  'e\u0301',
  `'; drop table orders; -- `,
  '" or 1=1 #',
  '${7*7}',
  '../../etc/passwd',
  '<b>&amp;</b>',
  '__proto__',
  'constructor',
  'null',
  '[1,"2"]',
  '*/',
  // As long as a request may be, and no longer.
  'x'.repeat(60_000),
  '+-<>()~*"@'.repeat(20),
];

/** What fits a text of this name, by the rules of the shop. Others get words. */
const PLAUSIBLE: Readonly<Record<string, readonly string[]>> = {
  email: ['robin@example.com', 'ROBIN@Example.com', 'sam@example.com'],
  phone: ['+1 555 0100 200', '030/123456'],
  countryCode: ['US', 'de'],
  currency: ['USD', 'EUR'],
  idempotencyKey: Array.from({ length: 20 }, (_, number) => `key ${number}`),
  slug: ['stone-mug', 'kitchen', 'new-thing'],
  sku: ['FUZZ-1', 'FUZZ-2'],
  number: ['100001', '100002'],
  url: ['/pictures/stone-mug.svg', 'https://example.com/a.png', 'javascript:void'],
};
const WORDS = ['Robin Example', 'long enough password', 'mug', 'a'];

// The rarer one shrinks to the usual one.
const usually = (usual: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>, weight = 8): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** One of a set as it is when the value is made. */
const oneOf = (all: () => readonly string[], otherwise: string): fc.Arbitrary<string> =>
  fc.nat(9_999).map((number) => {
    const now = all();
    return now[number % now.length] ?? otherwise;
  });

/** Values for a type, mostly ones that it takes. */
function valuesOf(type: GraphQLInputType, { name, of, known }: Place): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return usually(valuesOf(type.ofType, { name, of, known }), fc.constant(null), 100);
  if (isListType(type)) {
    const item = valuesOf(type.ofType, { name, of, known });
    const long = fc.constantFrom(100, 101, 300).chain((length) => item.map((value) => Array(length).fill(value)));
    return usually(fc.array(item, { maxLength: 3 }), long, 30);
  }
  if (isEnumType(type))
    return usually(fc.constantFrom(...type.getValues().map((value) => value.name)), fc.constantFrom('BY_MAGIC', 7), 20);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const values = fc.record(
      Object.fromEntries(
        fields.map((field) => [field.name, valuesOf(getNullableType(field.type), { name: field.name, of, known })]),
      ),
      { requiredKeys: fields.filter(isRequiredInputField).map((field) => field.name) },
    );
    const extended = values.map((value) =>
      Object.defineProperty({ ...value }, '__proto__', { value: { role: 'ADMIN' }, enumerable: true }),
    );
    return usually(values, extended, 60);
  }
  return usually(plausible(type.name, { name, of, known }), odd(type.name), 20);
}

/** Where a value stands: its name, the type that its field answers with, and what is known so far. */
type Place = { readonly name: string; readonly of: string; readonly known: Known };

function plausible(type: string, { name, of, known }: Place): fc.Arbitrary<unknown> {
  switch (type) {
    case 'Int':
    case 'SafeInt':
    case 'Float':
      return fc.integer({ min: 1, max: 9 });
    case 'Boolean':
      return fc.boolean();
    case 'DateTime':
      return fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-11-27T12:00:00Z', '2027-01-01T00:00:00+14:00');
    case 'ID':
      return fc.oneof(
        { weight: 6, arbitrary: oneOf(() => idsFor(name, of, known), UNKNOWN_ID) },
        { weight: 1, arbitrary: oneOf(() => [...known.ids.values()].flatMap((ids) => [...ids]), UNKNOWN_ID) },
      );
    case '_Any':
      return fc.nat(9_999).map((number) => {
        const all = [...known.ids].flatMap(([__typename, ids]) => [...ids].map((id) => ({ __typename, id })));
        return all[number % all.length];
      });
    default:
      if (name === 'after') return oneOf(() => [...known.cursors], 'x');
      return fc.constantFrom(...(PLAUSIBLE[name] ?? WORDS));
  }
}

/** Ids of the type that `orderId` or `id` stands for. */
function idsFor(name: string, of: string, { ids }: Known): readonly string[] {
  const meant = (/^(.+)Id$/.exec(name)?.[1] ?? of).toLowerCase();
  return [...ids].flatMap(([type, all]) => (type.toLowerCase().endsWith(meant) ? [...all] : []));
}

function odd(type: string): fc.Arbitrary<unknown> {
  if (type === 'Int' || type === 'SafeInt' || type === 'Float') return fc.constantFrom(...ODD_NUMBERS, ...ODD_TYPES);
  if (type === 'Boolean') return fc.constantFrom(...ODD_TYPES);
  if (type === 'DateTime')
    return fc.constantFrom(
      '2026-02-30T00:00:00Z',
      '0000-00-00',
      '+275760-09-13T00:00:00.001Z',
      '9999-12-31T23:59:59.999Z',
      7,
    );
  if (type === '_Any')
    return fc.record(
      { __typename: fc.constantFrom('User', 'Order', 'Query', 'UserError', '__proto__'), id: odd('ID') },
      { requiredKeys: [] },
    );
  return fc.oneof(
    fc.constantFrom<unknown>(...ODD_TEXTS),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(...ODD_TYPES.filter((value) => value !== '1')),
    // A cursor that somebody has made.
    fc
      .constantFrom('[1,"2"]', '["","x"]', '{"a":1}', '[null,null]')
      .map((text) => Buffer.from(text).toString('base64url')),
  );
}

/** Arguments of a field: what is required and some of the others. */
export const argumentsOf = (
  args: readonly GraphQLArgument[],
  place: Omit<Place, 'name'>,
): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.record(Object.fromEntries(args.map((arg) => [arg.name, valuesOf(arg.type, { ...place, name: arg.name })])), {
    requiredKeys: args
      .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
      .map(({ name }) => name),
  });
