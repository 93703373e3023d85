import { serviceEnvironment } from '@storegraph/standalone/env';

/** The environment of a server or a tool that is run for a question. */
export const environmentOf = (settings: Readonly<Record<string, string>> = {}): Record<string, string> =>
  serviceEnvironment(settings);

/** A setting that the harness gave this process. */
export function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: this program is started by \`npm run bench\``);
  return value;
}
