/** A value in a message, as a template literal has it: the messages are those of the stock executor. */
export const textOf = (value: unknown): string => String(value);
