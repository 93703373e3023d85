#!/usr/bin/env bash
# Node 24.21.0 (ICU 78): `Intl.NumberFormat` does not have the minor units of ISO 4217.
#
# `new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits` looks like the
# number of digits of a currency's minor unit, and ECMA-402 (CurrencyDigits) says that it is ISO 4217's. In V8 it comes
# from CLDR, which gives the digits that people are used to see: 0 for IDR, HUF and COP, where ISO 4217 has 2. An amount
# in minor units that is divided by 10 to that power is a hundred times too large.
# Source: CLDR's supplemental/currencyData (fractions) against ISO 4217, here by the npm package currency-codes.
#
# Seen: 18 currencies differ, IDR, HUF, COP, PKR and IQD among them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund node@24.21.0 currency-codes@2.2.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > digits.js <<'JS'
import codes from 'currency-codes';
const digitsOf = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
const differing = codes.data
  .filter(({ code }) => Intl.supportedValuesOf('currency').includes(code))
  .filter(({ code, digits }) => digitsOf(code) !== digits)
  .map(({ code, digits }) => `${code} ${digits}->${digitsOf(code)}`);
console.log(`Node ${process.version}, ICU ${process.versions.icu}: ${differing.length} differ: ${differing.join(', ')}`);
process.exitCode = ['IDR 2->0', 'HUF 2->0', 'COP 2->0'].every((each) => differing.includes(each)) ? 0 : 1;
JS
npx node digits.js || { echo 'CHANGED'; exit 1; }
