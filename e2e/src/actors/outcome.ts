/** A refusal that a mutation answers with. Which of the further fields are there follows from `__typename`. */
export type Refusal = {
  readonly __typename: `${string}Error`;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly shortages?: readonly {
    readonly variant: { readonly id: string } | null;
    readonly requested: number;
    readonly available: number;
  }[];
  readonly reason?: string;
  readonly canStartAgain?: boolean;
  readonly payment?: { readonly id: string; readonly status: string };
  readonly order?: { readonly id: string; readonly status: string };
  readonly refundable?: { readonly amount: number; readonly currency: string };
  readonly retryAfterSeconds?: number;
};

/** What a mutation answered. */
export type Outcome<Success> = (Success & { readonly __typename: `${string}Success` }) | Refusal;

/** The success; throws with the refusal's words when it is none. */
export function succeeded<Success>(outcome: Outcome<Success>): Success & { readonly __typename: `${string}Success` } {
  if (isRefusal(outcome)) throw new Error(`Refused with ${outcome.__typename}: ${outcome.message}`);
  return outcome;
}

export const isRefusal = <Success>(outcome: Outcome<Success>): outcome is Refusal =>
  outcome.__typename.endsWith('Error');
