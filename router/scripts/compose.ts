// `npm run compose -w router` writes the composed graph; with `--check` it only says whether the committed one is up to
// date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CompositionError } from './compose-graph.ts';
import { apiFile, supergraphFile } from '../src/graph-files.ts';
import { composeSubgraphs } from './compose-subgraphs.ts';

const isCheck = process.argv.includes('--check');

try {
  const { supergraphSdl, apiSdl, hints } = composeSubgraphs();
  for (const hint of hints) console.log(`hint: ${hint}`);
  for (const [file, sdl] of [
    [supergraphFile, supergraphSdl],
    [apiFile, apiSdl],
  ] as const)
    settle(file, sdl);
} catch (error) {
  if (!(error instanceof CompositionError)) throw error;
  console.error(`The subgraphs do not compose:\n${error.message}`);
  process.exitCode = 1;
}

function settle(file: string, composed: string): void {
  const name = `router/${basename(file)}`;
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed === composed) return console.log(`${name} is up to date`);
  if (isCheck) {
    console.error(
      `${name} is out of date: run "npm run compose -w router" and commit it.\n${firstDifference(committed, composed)}`,
    );
    process.exitCode = 1;
    return;
  }
  writeFileSync(file, composed);
  console.log(`${name} written`);
}

function firstDifference(committed: string, composed: string): string {
  const before = committed.split('\n');
  const after = composed.split('\n');
  const at = after.findIndex((line, index) => line !== before[index]);
  const line = at === -1 ? after.length : at;
  return [
    `first difference in line ${line + 1}:`,
    `- ${before[line] ?? '(end of file)'}`,
    `+ ${after[line] ?? '(end of file)'}`,
  ].join('\n');
}
