#!/usr/bin/env bash
# proxy-addr 2.0.8 (Express' `trust proxy`): the range of all addresses, `0.0.0.0/0` or `::/0`, is refused as invalid.
#
# It is what cloud consoles, firewalls and nginx' `set_real_ip_from` take for "every proxy". proxy-addr takes prefixes
# from 1 up, and throws while Express compiles its setting, so that a server does not start with it. Two halves,
# `0.0.0.0/1` and `128.0.0.0/1`, mean the same and are taken; so is `true` in Express.
# Source: proxy-addr/index.js, parseipNotation: `if (range <= 0 || range > max) throw`
#
# Seen: 0.0.0.0/0 invalid range on address: 0.0.0.0/0; ::/0 invalid range on address: ::/0; 0.0.0.0/1,128.0.0.0/1 true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund proxy-addr@2.0.8 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > compiles.js <<'JS'
const { compile } = require('proxy-addr');
const outcome = (ranges) => {
  try {
    return `${ranges} ${compile(ranges)('203.0.113.7', 0)}`;
  } catch (error) {
    return `${ranges} ${error.message}`;
  }
};
const seen = [['0.0.0.0/0'], ['::/0'], ['0.0.0.0/1', '128.0.0.0/1']].map(outcome).join('; ');
console.log(seen);
process.exitCode =
  seen === '0.0.0.0/0 invalid range on address: 0.0.0.0/0; ::/0 invalid range on address: ::/0; 0.0.0.0/1,128.0.0.0/1 true' ? 0 : 1;
JS
node compiles.js || { echo 'CHANGED'; exit 1; }
