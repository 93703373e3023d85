/** Choosing a variant by its options, such as Size and Colour. */
export type ChoosableVariant = {
  readonly id: string;
  readonly available: number;
  readonly options: readonly { readonly name: string; readonly value: string }[];
};

export type OptionGroup = {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly isAvailable: boolean }[];
};

const valueOf = (variant: ChoosableVariant, name: string): string | undefined =>
  variant.options.find((option) => option.name === name)?.value;

/** The variant one gets by changing one option: the one that keeps most of the others, available ones first. */
export const variantWith = <Variant extends ChoosableVariant>(
  variants: readonly Variant[],
  current: Variant,
  name: string,
  value: string,
): Variant => {
  const kept = (variant: Variant): number =>
    current.options.filter((option) => option.name !== name && valueOf(variant, option.name) === option.value).length;
  return (
    variants
      .filter((variant) => valueOf(variant, name) === value)
      .toSorted((a, b) => kept(b) - kept(a) || Number(b.available > 0) - Number(a.available > 0))[0] ?? current
  );
};

export const optionGroups = <Variant extends ChoosableVariant>(
  variants: readonly Variant[],
  current: Variant,
): readonly OptionGroup[] => {
  const names = new Set(variants.flatMap(({ options }) => options.map(({ name }) => name)));
  return [...names].map((name) => {
    const values = new Set(variants.flatMap((variant) => valueOf(variant, name) ?? []));
    return {
      name,
      values: [...values].map((value) => ({
        value,
        isAvailable: variantWith(variants, current, name, value).available > 0,
      })),
    };
  });
};

/** What is chosen when the page opens: the first variant that can be bought. */
export const firstChoice = <Variant extends ChoosableVariant>(variants: readonly Variant[]): Variant | undefined =>
  variants.find(({ available }) => available > 0) ?? variants[0];
