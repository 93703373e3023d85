import { styleText } from 'node:util';
import { demoPassword, demoSignIns } from '@storegraph/demo-shop/people';

/** What a newcomer needs to know, once the shop is open. */
export function welcome(shop: {
  readonly url: string;
  readonly mode: string;
  readonly seconds: number;
  readonly database: string;
  readonly dataDir: string;
  readonly isDemo: boolean;
  /** Its mails are sent to nobody. */
  readonly hasMailbox: boolean;
  readonly isDatabaseOwn: boolean;
}): string {
  const address = (path: string) => styleText('cyan', `${shop.url}${path}`);
  return [
    '',
    styleText(['bold', 'green'], `The shop is open (${shop.mode}, ready in ${shop.seconds.toFixed(1)} s).`),
    '',
    `  Storefront   ${address('/')}`,
    `  Admin        ${address('/admin')}`,
    `  Playground   ${address('/graphql')}`,
    ...(shop.hasMailbox ? [`  Mailbox      ${address('/mailbox')}`] : []),
    '',
    ...(shop.isDemo ? signIns() : []),
    `  Data         ${shop.dataDir}`,
    `  Database     ${shop.database}`,
    `  Stop         Ctrl-C (nothing is lost)${shop.isDatabaseOwn ? '; begin anew with: npm start -- --reset' : ''}`,
    '',
  ].join('\n');
}

const signIns = (): string[] => [
  `  Sign in with the password ${styleText('bold', demoPassword)} as`,
  ...Object.values(demoSignIns).map(({ email, role }) => `    ${email.padEnd(26)} ${role.toLowerCase()}`),
  '',
];
