#!/usr/bin/env bash
# Node 24.21.0: a child process whose channel the parent has closed by `child.disconnect()` never emits 'close'.
#
# The documentation of 'close' says that it is emitted after the process has ended and its stdio streams have been
# closed. It comes for a child with a channel that ends by itself, and for one whose own side disconnects. Once the
# parent has called `child.disconnect()`, only 'exit' comes: who waits for 'close' to read all output waits for ever.
# Source: https://nodejs.org/docs/latest-v24.x/api/child_process.html#event-close
#
# Seen: ends by itself: exit, close; child disconnects: exit, close; parent disconnects: exit
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund node@24.21.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > ends.js <<'JS'
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
const endsOf = async (source, onLine) => {
  const child = spawn(process.execPath, ['--eval', source], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const seen = [];
  for (const name of ['exit', 'close']) child.once(name, () => seen.push(name));
  child.stdout.once('data', () => onLine(child));
  await sleep(3_000);
  return seen.join(', ');
};
const waits = "console.log('runs'); process.once('disconnect', () => process.exit()); setTimeout(() => {}, 60_000);";
const ends = {
  'ends by itself': await endsOf("console.log('runs')", () => {}),
  'child disconnects': await endsOf(`${waits} process.disconnect();`, () => {}),
  'parent disconnects': await endsOf(waits, (child) => child.disconnect()),
};
console.log(Object.entries(ends).map(([name, seen]) => `${name}: ${seen}`).join('; '));
process.exitCode = Object.values(ends).join('; ') === 'exit, close; exit, close; exit' ? 0 : 1;
JS
npx node ends.js || { echo 'CHANGED'; exit 1; }
