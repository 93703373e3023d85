import { useId, type ReactNode } from 'react';
import './field.css';

type Props = {
  readonly label: string;
  readonly name: string;
  readonly defaultValue: string;
  readonly autoComplete?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** The platform's own menu: nothing is better on a phone. */
export const SelectField = ({ label, options, ...select }: Props): ReactNode => {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="field__input" {...select}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
};
