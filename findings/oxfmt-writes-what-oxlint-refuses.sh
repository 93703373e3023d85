#!/usr/bin/env bash
# oxfmt 0.79.0 and oxlint 1.89.0, of one toolchain, disagree about one layout.
#
# A call followed by a computed member, such as `stream(...)[Symbol.asyncIterator]()`, passes `oxlint -D suspicious`.
# Where the line is too long, oxfmt breaks the chain before the bracket, as it does before a dot. oxlint's
# `no-unexpected-multiline` takes a line that begins with `[` for a forgotten semicolon, and refuses it. So formatting
# turns a clean file into one with an error, and no option of the formatter avoids it.
# Source: oxlint's rule `no-unexpected-multiline` (category `suspicious`, from ESLint) against oxfmt's member chains
# (from Prettier, whose documentation counts this rule among those that need care beside a formatter).
#
# Seen: 0 errors before formatting; after it
#   eslint(no-unexpected-multiline): Unexpected newline between object and open bracket of property access
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund oxfmt@0.79.0 oxlint@1.89.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > stream.js <<'JS'
export const open = (client, query, variables, requestIdentifier, controller) =>
  client.stream({ query, variables, requestId: requestIdentifier, signal: controller.signal })[Symbol.asyncIterator]();
JS
npx oxlint -D suspicious stream.js > before.txt || { cat before.txt; echo 'CHANGED: refused before it was formatted'; exit 1; }
npx oxfmt stream.js > /dev/null
cat stream.js
if npx oxlint -D suspicious stream.js > after.txt; then echo 'CHANGED: accepted after it was formatted'; exit 1; fi
grep -o 'eslint(no-unexpected-multiline).*' after.txt
