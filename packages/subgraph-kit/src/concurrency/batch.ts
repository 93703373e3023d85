type Member<Input, Output> = {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (reason: unknown) => void;
};

const GROUP_SIZE = 50;
// One commits while the other gathers. More would only split up the groups.
const GROUPS_AT_ONCE = 2;

/**
 * Does together what is asked for at the same time: a transaction for fifty costs little more than a transaction for
 * one, and a row that all of them change is locked once. No call waits for others to come; calls that come while groups
 * are under way go with the next.
 * @param together - does one or more, all or none, and gives the outcomes in their order. When several fail, each is
 * done again alone, to succeed or fail by itself; so what was done, and only its answer lost, must be safe to do again.
 */
export function batched<Input, Output>(
  together: (inputs: readonly Input[]) => Promise<readonly Output[]>,
): (input: Input) => Promise<Output> {
  const waiting: Member<Input, Output>[] = [];
  let groups = 0;

  const attempt = async (members: readonly Member<Input, Output>[]): Promise<void> => {
    try {
      const outputs = await together(members.map(({ input }) => input));
      for (const [index, output] of outputs.entries()) members[index]?.resolve(output);
    } catch (error) {
      for (const member of members)
        if (members.length === 1) member.reject(error);
        else void attempt([member]);
    }
  };

  const begin = (): void => {
    while (groups < GROUPS_AT_ONCE && waiting.length > 0) {
      groups++;
      void attempt(waiting.splice(0, GROUP_SIZE)).finally(() => {
        groups--;
        setImmediate(begin);
      });
    }
  };

  return (input) =>
    new Promise((resolve, reject) => {
      // Calls of the same turn, such as those that follow the answers of one group, go together.
      if (waiting.push({ input, resolve, reject }) === 1) setImmediate(begin);
    });
}
