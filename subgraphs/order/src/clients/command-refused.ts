/**
 * A command was answered in a way that a correct saga never meets. It is repeated like an unanswered one, and logged.
 */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
}
