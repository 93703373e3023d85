import { parseArgs, styleText } from 'node:util';
import type { Finding } from '@storegraph/subgraph-kit/audit';
import { EnvError } from '@storegraph/subgraph-kit/service/env';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { auditShop } from './audit/audit.ts';
import { joinDatabases } from './databases.ts';
import { readShopSettings } from './env.ts';

// `npm run audit [-- --json]`: exit code 1 when an invariant is broken.
try {
  const { isJson } = readArguments();
  const settings = readShopSettings();
  const databases = await joinDatabases(settings.databases, settings.dataDir, (line) => console.error(line));
  try {
    const findings = await auditShop(databases.urls);
    console.log(isJson ? JSON.stringify(findings, null, 2) : table(findings));
    process.exitCode = findings.some((finding) => finding.broken > 0) ? 1 : 0;
  } finally {
    await databases.stop();
  }
} catch (error) {
  console.error(error instanceof StartError || error instanceof EnvError ? error.message : error);
  process.exitCode = 1;
}

function readArguments(): { readonly isJson: boolean } {
  try {
    return { isJson: parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json };
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\nUsage: npm run audit -- [--json]`);
  }
}

function table(findings: readonly Finding[]): string {
  const rows = findings.map((finding) =>
    [
      finding.broken === 0 ? styleText('green', 'kept  ') : styleText('red', 'BROKEN'),
      String(finding.group),
      String(finding.checked).padStart(9),
      String(finding.broken).padStart(7),
      ` ${finding.invariant}${finding.examples.length > 0 ? `: ${finding.examples.join(', ')}` : ''}`,
    ].join(' '),
  );
  return [`       # ${'checked'.padStart(9)} ${'broken'.padStart(7)}  invariant`, ...rows].join('\n');
}
