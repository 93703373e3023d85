import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import './field.css';

type Props = Omit<TextFieldProps, 'children' | 'className'> & {
  readonly label: string;
  readonly hint?: string;
};

/** One line of text with its label, hint and error, tied together for screen readers. */
export const TextField = ({ label, hint, ...field }: Props): ReactNode => (
  <AriaTextField {...field} className="field">
    <Label className="field__label">{label}</Label>
    <Input className="field__input" />
    {hint && (
      <Text slot="description" className="field__hint">
        {hint}
      </Text>
    )}
    <FieldError className="field__error" />
  </AriaTextField>
);
