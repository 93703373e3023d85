// What graphql-js 16 has and does not promise to keep, in one place: docs/upgrading.md says what to look at.

/**
 * Which fields a selection asks for, by their names in the answer, in their order: fragments spread, `@skip` and
 * `@include` decided.
 */
export { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/** A value as graphql-js words it in its errors. */
export { inspect } from 'graphql/jsutils/inspect.js';
