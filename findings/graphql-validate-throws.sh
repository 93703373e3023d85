#!/usr/bin/env bash
# graphql 16.15.0: `validate` throws, where it is to return errors, for a subscription with a condition on its root field.
#
# The rule that a subscription has one root field collects the fields of the operation with no variable values, and to
# collect them evaluates `@include(if: $on)`. The variable has no value at that time, so `validate` itself throws. So it
# does for a document whose other operation, a plain query, is the one to run. A server that takes what `validate`
# returns for the client's fault, and what it throws for its own, answers with 500.
# Source: graphql/validation/rules/SingleFieldSubscriptionsRule.js, with `const variableValues = Object.create(null)`
#
# Seen: with a constant: returned 0 errors; with a variable: threw GraphQLError; beside a query: threw GraphQLError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund graphql@16.15.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > validates.js <<'JS'
const { buildSchema, parse, validate } = require('graphql');
const schema = buildSchema('type Query { price: Int } type Subscription { price: Int }');
const outcome = (document) => {
  try {
    return `returned ${validate(schema, parse(document)).length} errors`;
  } catch (error) {
    return `threw ${error.constructor.name}`;
  }
};
const conditional = 'subscription S($on: Boolean!) { price @include(if: $on) }';
const seen = [
  `with a constant: ${outcome('subscription { price @include(if: true) }')}`,
  `with a variable: ${outcome(conditional)}`,
  `beside a query: ${outcome(`query Q { price } ${conditional}`)}`,
].join('; ');
console.log(seen);
process.exitCode =
  seen === 'with a constant: returned 0 errors; with a variable: threw GraphQLError; beside a query: threw GraphQLError' ? 0 : 1;
JS
node validates.js || { echo 'CHANGED'; exit 1; }
