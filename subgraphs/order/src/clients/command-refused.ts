/**
 * A command was answered in a way that a correct saga never meets. It is repeated like an unanswered one, and told of
 * in the log.
 */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
}
