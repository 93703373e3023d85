type Given<Input> = { [Field in keyof Input]?: NonNullable<Input[Field]> };

/**
 * The fields that carry a value. In a change, null says no more than leaving the field out, where nothing can be
 * removed.
 */
export const given = <Input extends object>(input: Input): Given<Input> =>
  Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<Input>;
