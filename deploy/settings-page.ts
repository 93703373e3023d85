import { routerProcessSettings } from '@storegraph/router/env';
import { shopSettings } from '@storegraph/standalone/env';
import { services } from '@storegraph/standalone/services';
import { subgraphSettings } from '@storegraph/subgraph-kit/service/env';
import { subgraphOperationSettings } from '@storegraph/subgraph-kit/service/operation-settings';
import { processSettings, type Service, type Settings } from '@storegraph/subgraph-kit/service/service';

const common = { ...subgraphSettings, ...subgraphOperationSettings };

/** `docs/settings.md`: every setting with its default and its description, as the services read them. */
export const settingsPage = (): string => `# Settings

Each process reads its environment once and does not start while something does not fit: it names every problem at once. \`NAME_FILE\` stands in for a \`NAME\` below with the path of a file that holds the value, as container
secrets are given. Spaces around a value are not part of it, and an empty value counts as missing. Numbers are decimal digits (\`15\`, \`0.5\`), flags \`true\` or \`false\`, lists have commas between their values.
\`CRASH_AT\` is for [tests](consistency.md#faults) alone.

This page is made from the services' \`settings.ts\`: \`npx vitest run --project unit deploy/settings -u\`.

## Every subgraph

${table(common)}

${services.map(subgraphSection).join('\n\n')}

## The router

${table(routerProcessSettings.shape)}

## \`npm start\` and \`npm run cluster\`

They take these, and pass the own settings of the subgraphs and the router (\`TOKEN_ISSUER\` to \`PICTURE_FOLDER\`) on by name; \`npm run cluster\` also \`EVENTS_URL\` and \`DATABASE_CONNECTIONS\`. The secrets they make themselves, in \`DATA_DIR\`; \`SECURE_COOKIES\` is \`false\` and \`PLAYGROUND\` is \`true\` here unless set.
\`npm run dev\` runs \`npm start\`; \`npm run audit\` and \`npm run seed\` find the shop's databases by the same settings.

${table(shopSettings, [
  [
    '`DATABASE_URL_<NAME>`',
    'a private MariaDB',
    `databases of your own: all of ${services.map(({ name }) => `\`${name.toUpperCase()}\``).join(', ')}, each another`,
  ],
  ['`MIGRATION_DATABASE_URL_<NAME>`', '`DATABASE_URL_<NAME>`', 'an account that may change tables'],
])}
`;

function subgraphSection(service: Service): string {
  const own = Object.entries(processSettings(service).shape).filter(([name]) => !(name in common));
  const also = service.name === 'user' ? '\n\n`npm run admin:create` reads `DATABASE_URL` alone.' : '';
  return `### ${service.name}\n\n${table(Object.fromEntries(own))}${also}`;
}

type Row = readonly [name: string, fallback: string, description: string];

function table(shape: Settings, more: readonly Row[] = []): string {
  const rows = Object.entries(shape).map(([name, schema]): Row => [
    `\`${name}\``,
    defaultOf(schema),
    schema.description ?? '',
  ]);
  return [['name', 'default', 'what it does'], ['---', '---', '---'], ...rows, ...more]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function defaultOf(schema: Settings[string]): string {
  if (schema.def.type === 'prefault' && 'defaultValue' in schema.def) return `\`${String(schema.def.defaultValue)}\``;
  const { success, data } = schema.safeParse(undefined);
  if (!success) return 'required';
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? `\`${data}\`` : 'none';
}
