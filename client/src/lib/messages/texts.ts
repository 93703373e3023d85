export type CountOf = (count: number) => string;

/** A text that changes with a number; `#` is where the number goes. */
export const plural = (locale: string, forms: { readonly one?: string; readonly other: string }): CountOf => {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count) => {
    const form = rules.select(count) === 'one' ? (forms.one ?? forms.other) : forms.other;
    return form.replace('#', numbers.format(count));
  };
};
