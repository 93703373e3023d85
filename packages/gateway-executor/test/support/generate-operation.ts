import {
  getNamedType,
  GraphQLEnumType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import type { Question } from './gateways.ts';
import type { Random } from './random.ts';

type Fielded = GraphQLObjectType | GraphQLInterfaceType;

/** A valid operation over a schema, with variables, aliases, fragments and directives, made up from a seed. */
export function generateOperation(
  schema: GraphQLSchema,
  random: Random,
  kind: 'query' | 'mutation' = 'query',
): Question {
  for (;;) {
    const question = new Generation(schema, random).operation(kind);
    if (validate(schema, parse(question.query)).length === 0) return question;
  }
}

// Names that plans use for keys themselves, and names that every object in JavaScript has.
const AWKWARD = ['id', 'name', 'born', 'pages', 'upc', 'price', '__proto__', 'constructor', 'toString', 'length'];

class Generation {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #variables = new Map<string, { type: string; value: unknown }>();
  readonly #fragments: string[] = [];
  #aliases = 0;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  operation(kind: 'query' | 'mutation'): Question {
    const root = kind === 'query' ? this.#schema.getQueryType()! : this.#schema.getMutationType()!;
    const selections = this.#selections(root, 1 + this.#random.whole(5));
    const definitions = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`);
    const query = [
      `${kind} Generated${definitions.length > 0 ? `(${definitions.join(', ')})` : ''} ${selections}`,
      ...this.#fragments,
    ].join('\n');
    return { query, variables: Object.fromEntries([...this.#variables].map(([name, { value }]) => [name, value])) };
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    const random = this.#random;
    const parts: string[] = [];
    const wanted = 1 + random.whole(4);
    for (let made = 0; made < wanted; made += 1) {
      if (isAbstractType(type) && random.chance(0.6))
        parts.push(this.#fragment(random.pick(this.#schema.getPossibleTypes(type)), depth));
      else if (random.chance(0.12)) parts.push(this.#fragment(type, depth));
      else if (random.chance(0.15) || !('getFields' in type))
        parts.push(random.chance(0.3) ? `kind${(this.#aliases += 1)}: __typename` : '__typename');
      else parts.push(...this.#field(type as Fielded, depth));
    }
    return parts.length === 0 ? '{ __typename }' : `{ ${parts.join(' ')} }`;
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const selections = this.#selections(type, depth);
    const directives = this.#directives();
    if (this.#random.chance(0.5)) return `... on ${type.name}${directives} ${selections}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${selections}`);
    return `...${name}${directives}`;
  }

  #field(type: Fielded, depth: number): string[] {
    const random = this.#random;
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    if (fields.length === 0) return [];
    const field: GraphQLField<unknown, unknown> = random.pick(fields);
    const args = this.#arguments(field.args);
    // Without arguments the same name may well come twice; with them it would have to be alike.
    const alias = random.chance(0.06)
      ? `${random.pick(AWKWARD)}: `
      : args !== '' || random.chance(0.15)
        ? `${field.name}${(this.#aliases += 1)}: `
        : '';
    const named = getNamedType(field.type);
    const selections = isLeafType(named) ? '' : ` ${this.#selections(named, depth - 1)}`;
    return [`${alias}${field.name}${args}${this.#directives()}${selections}`];
  }

  #directives(): string {
    const random = this.#random;
    if (!random.chance(0.12)) return '';
    const name = random.pick(['skip', 'include']);
    const value = random.chance(0.5);
    return ` @${name}(if: ${random.chance(0.7) ? this.#variable('Boolean!', value) : value})`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => isNonNullType(arg.type) || this.#random.chance(0.3));
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.#argument(arg.type)}`).join(', ')})`;
  }

  #argument(type: GraphQLInputType): string {
    const value = this.#value(type);
    return this.#random.chance(0.5) ? this.#variable(String(type), value) : literal(value, type);
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type, value });
    return `$${name}`;
  }

  #value(type: GraphQLInputType): unknown {
    const random = this.#random;
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type)) return Array.from({ length: random.whole(3) }, () => this.#value(type.ofType));
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || random.chance(0.3));
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type)]));
    }
    switch (type.name) {
      case 'Int':
      case 'SafeInt':
        return random.whole(20);
      case 'Float':
        return random.whole(20) / 4;
      case 'Boolean':
        return random.chance(0.5);
      default:
        return `${type.name}-${random.whole(4)}`;
    }
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) return `[${(value as unknown[]).map((element) => literal(element, type.ofType)).join(', ')}]`;
  if (type instanceof GraphQLEnumType) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  return `{ ${Object.entries(value as object)
    .map(([name, inner]) => `${name}: ${literal(inner, fields[name]!.type)}`)
    .join(', ')} }`;
}
