/** What codegen calls fragment masking: a component reads only the fields it declared. */
export { readFragment, type FragmentType } from './__generated__/fragment-masking.ts';
