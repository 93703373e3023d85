import { GraphQLError, type ExecutionResult } from 'graphql';

/** Code of the error that stands for an answer that became too large. */
export const ANSWER_TOO_LARGE = 'ANSWER_TOO_LARGE';

/** How much of an answer is made, in bytes of its JSON; a character beyond ASCII counts as one byte. */
export type AnswerSize = { made: number; readonly allowed: number };

/** The answer became too large while it was made: nothing of it is kept. */
export class AnswerTooLargeError extends GraphQLError {
  override readonly name = 'AnswerTooLargeError';

  constructor(allowed: number) {
    super(
      `The answer has more than ${allowed} bytes. Ask for shorter pages by \`first\`, or for fewer fields and lists within lists`,
      { extensions: { code: ANSWER_TOO_LARGE, limit: 'answerBytes', allowed } },
    );
  }
}

/**
 * Counts a part of an answer.
 *
 * @throws AnswerTooLargeError when there is too much of it
 */
export function addToAnswer(size: AnswerSize, bytes: number): void {
  size.made += bytes;
  if (size.made > size.allowed) throw new AnswerTooLargeError(size.allowed);
}

/** What the name of a field takes in JSON, with its quotes, colon and comma. */
export const bytesOfName = (name: string): number => name.length + 4;

/** What a leaf takes in JSON; of numbers and the like the most that most of them do. */
export function bytesOfLeaf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 8;
}

/**
 * Counts a value that others have made, no further than to what is allowed.
 *
 * @throws AnswerTooLargeError when there is too much of it
 */
export function addMade(size: AnswerSize, value: unknown): void {
  if (Array.isArray(value)) for (const each of value) addMade(size, each);
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) {
      addToAnswer(size, bytesOfName(name));
      addMade(size, each);
    }
  else addToAnswer(size, bytesOfLeaf(value));
}

/** An answer that others have made, or the error in its place when it is too large. */
export function withinSize<Answer extends Pick<ExecutionResult, 'data' | 'errors'>>(
  answer: Answer,
  allowed: number,
): Answer | { readonly data: null; readonly errors: readonly GraphQLError[] } {
  try {
    addMade({ made: 0, allowed }, answer.data);
    return answer;
  } catch (error) {
    if (error instanceof AnswerTooLargeError) return { data: null, errors: [error] };
    throw error;
  }
}
