/** What is logged of an error. */
export type ErrorDescription = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly errno?: number;
  /** A statement of SQL, with a question mark for each of its values. */
  readonly statement?: string;
  /** Where it was thrown, without its words. */
  readonly stack?: string;
  readonly cause?: ErrorDescription;
};

const MAX_LENGTH = 500;
const MAX_FRAMES = 12;
const MAX_CAUSES = 4;

// These quote the text that they could not read.
const QUOTING = new Set(['SyntaxError', 'ZodError']);
// From here on these words quote a value: of graphql, and of node.
const QUOTED = /(got invalid value|cannot represent|value:|Received).*$/s;

/**
 * What may be logged, stored or shown of an error: its words, unless they may quote what people typed. Those of a
 * database server and of drizzle do, so that a failed statement has its error number and its SQL without the values.
 * Properties beside those that are listed are left out: mysql2 keeps the SQL with the values in one.
 */
export function describeError(error: unknown, causes = MAX_CAUSES): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something else than an error was thrown' };
  const { code, errno, query, cause } = error as Error & Readonly<Record<string, unknown>>;
  return {
    type: error.constructor.name,
    message: wordsOf(error),
    ...(typeof code === 'string' && /^\w+$/.test(code) && { code }),
    ...(typeof errno === 'number' && { errno }),
    ...(typeof query === 'string' && { statement: shapeOf(query).slice(0, MAX_LENGTH) }),
    stack: framesOf(error),
    ...(cause instanceof Error && causes > 0 && { cause: describeError(cause, causes - 1) }),
  };
}

/** The words of {@link describeError}, for people: of a failed statement those of the database. */
export function errorText(error: unknown): string {
  if (error instanceof Error && isFailedStatement(error) && error.cause instanceof Error) return errorText(error.cause);
  return describeError(error).message;
}

// Some statements are written with their values, and mysql2 escapes a quote by a backslash.
const shapeOf = (statement: string): string => statement.replaceAll(/[xX]?'(?:[^'\\]|\\.|'')*(?:'|$)/gs, '?');

const isFailedStatement = (error: Error): boolean => 'query' in error && 'params' in error;

function wordsOf(error: Error): string {
  if ('sqlState' in error && 'errno' in error) return `The database refused it with error ${String(error.errno)}`;
  if (isFailedStatement(error)) return 'A statement failed';
  if (QUOTING.has(error.name)) return `A ${error.name} about a text that is not told`;
  return error.message.replace(QUOTED, '$1 …').slice(0, MAX_LENGTH);
}

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n');
