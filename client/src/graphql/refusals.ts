/** Members of a result union that are not its success. */
export type Refusal<Result extends { __typename: string }> = Exclude<Result, { __typename: `${string}Success` }>;

/** Closes a `switch` over `__typename`: a member without a case does not compile. */
export const unreachable = (member: never): never => {
  throw new Error(`Unexpected answer: ${JSON.stringify(member)}`);
};
