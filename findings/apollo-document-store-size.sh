#!/usr/bin/env bash
# @apollo/server 5.5.1: the store of parsed documents, 30 MiB by its own count, holds about four times that in memory.
#
# Parsed and validated documents are kept in an `InMemoryLRUCache` of 30 MiB, which counts a value by the length of its
# JSON. A parsed document keeps its text's tokens and places (`loc`), of which graphql-js writes none to JSON. They are
# most of what a document holds, so the limit bounds another number than the memory that it seems to bound. Each new
# text that strangers send takes part of it.
# Source: @apollo/utils.keyvaluecache, InMemoryLRUCache.sizeCalculation; graphql/language/ast.js, Location.toJSON
#
# Seen (2,500 texts of some 2.6 kB, more than fit): 30 MiB counted in its own way, 115 MiB held
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund @apollo/server@5.5.1 graphql@16.15.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > holds.js <<'JS'
const { ApolloServer } = require('@apollo/server');
const { InMemoryLRUCache } = require('@apollo/utils.keyvaluecache');
const MIB = 2 ** 20;
const held = () => {
  global.gc();
  return process.memoryUsage().heapUsed / MIB;
};
(async () => {
  const documentStore = new InMemoryLRUCache(); // what the server makes for itself
  const server = new ApolloServer({ typeDefs: 'type Query { price: Int }', documentStore });
  await server.start();
  const before = held();
  for (let number = 0; number < 2_500; number++) {
    const query = `{ ${Array.from({ length: 150 }, (_, field) => `of${number}x${field}: price`).join(' ')} }`;
    await server.executeOperation({ query });
  }
  const after = held();
  const counted = documentStore.cache.calculatedSize / MIB;
  console.log(`${counted.toFixed(0)} MiB counted in the store's own way, ${(after - before).toFixed(0)} MiB held`);
  process.exitCode = counted <= 30 && after - before > 2.5 * counted ? 0 : 1;
})();
JS
node --expose-gc holds.js || { echo 'CHANGED'; exit 1; }
