import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { openDatabase } from '@storegraph/subgraph-kit/database/database';
import { databaseUrlSetting, EnvError, readEnv } from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';
import { toUserError } from './resolvers/user-error.ts';
import { createAdmin } from './use-cases/create-admin.ts';

const USAGE = 'Usage: npm run admin:create -- --email ada@example.com --name "Ada Okonjo"';

/** Asks without showing what is typed; from a pipe, the first line is the password. */
async function readPassword(): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  const silence = new Writable({ write: (_, __, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: isTerminal });
  if (isTerminal) process.stderr.write('Password (8 to 128 characters, not shown): ');
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    if (isTerminal) process.stderr.write('\n');
  }
}

function readArguments(): { readonly email: string; readonly name: string } | null {
  try {
    const { email, name } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } }).values;
    return email !== undefined && name !== undefined ? { email, name } : null;
  } catch {
    return null;
  }
}

/** Returns what to tell the operator: the admin that there is now, or why there is none. */
async function run(): Promise<{ readonly done: boolean; readonly message: string }> {
  const person = readArguments();
  if (person === null) return { done: false, message: USAGE };
  const { DATABASE_URL } = readEnv(z.object({ DATABASE_URL: databaseUrlSetting() }));
  const password = await readPassword();
  const database = await openDatabase(DATABASE_URL, { connections: 1 });
  try {
    const admin = await createAdmin({ database }, { ...person, password });
    if (admin.ok) return { done: true, message: `${admin.value.name} <${admin.value.email}> is an admin now.` };
    return { done: false, message: toUserError(admin.refusal).message };
  } finally {
    await database.close();
  }
}

try {
  const { done, message } = await run();
  (done ? console.log : console.error)(message);
  process.exitCode = done ? 0 : 1;
} catch (error) {
  console.error(error instanceof EnvError ? error.message : error);
  process.exitCode = 1;
}
