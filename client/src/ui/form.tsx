import type { FormEvent, ReactNode } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { formValues } from '../lib/form-values.ts';
import './field.css';

/** A refused input: what is wrong with which field. */
export type FieldErrors = Readonly<Record<string, string>>;

type Props = {
  readonly label: string;
  readonly errors?: FieldErrors;
  readonly onSubmit: (values: Readonly<Record<string, string>>) => void;
  readonly children: ReactNode;
};

export const Form = ({ label, errors = {}, onSubmit, children }: Props): ReactNode => (
  <AriaForm
    className="form"
    aria-label={label}
    validationErrors={errors}
    onSubmit={(event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      onSubmit(formValues(event.currentTarget));
    }}
  >
    {children}
  </AriaForm>
);

/** Puts an `InvalidInputError` at its field: `['input', 'shippingAddress', 'city']` belongs to the field `city`. */
export const fieldErrors = (refusal: {
  readonly message: string;
  readonly field?: readonly string[] | null;
}): FieldErrors => {
  const name = refusal.field?.at(-1);
  return name ? { [name]: refusal.message } : {};
};
