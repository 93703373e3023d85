import type { Answer } from '../graphql/commands.ts';
import { t } from '../lib/messages.ts';
import { refusalText, type KnownRefusal } from './refusal-text.ts';

export type CommandResult = { readonly __typename: `${string}Success` } | KnownRefusal;

const isRefusal = (result: CommandResult): result is KnownRefusal => !result.__typename.endsWith('Success');

/** Why a command had no effect, in words; null when it had. */
export const failureOf = <Data>(answer: Answer<Data>, resultOf: (data: Data) => CommandResult): string | null => {
  if (answer.kind === 'unanswered') return t.problem[answer.problem];
  const result = resultOf(answer.data);
  return isRefusal(result) ? refusalText(result) : null;
};
