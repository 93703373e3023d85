import type { ReactNode } from 'react';
import { formValues } from '../lib/form-values.ts';
import { Button } from './button.tsx';
import './search-form.css';

type Props = {
  readonly label: string;
  readonly placeholder?: string;
  /** What is looked for now. */
  readonly search?: string;
  readonly maxLength?: number;
  readonly action: string;
  readonly onSearch: (words: string) => void;
  readonly children?: ReactNode;
};

/** One field to find things by, with its button. */
export const SearchForm = (props: Props): ReactNode => {
  const { label, placeholder = label, search = '', maxLength = 200, action, onSearch, children } = props;
  return (
    <form
      key={search}
      className="search-form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(formValues(event.currentTarget)['search']?.trim() ?? '');
      }}
    >
      <input
        type="search"
        name="search"
        defaultValue={search}
        maxLength={maxLength}
        autoComplete="off"
        aria-label={label}
        placeholder={placeholder}
      />
      <Button type="submit" look="secondary">
        {action}
      </Button>
      {children}
    </form>
  );
};
