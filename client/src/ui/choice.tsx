import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import './choice.css';

export type Option<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  /** Can be chosen, but shown as unavailable. */
  readonly isFaint?: boolean;
};

type Props<Value extends string> = {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly look?: 'chips' | 'cards';
};

/** One of a few, all visible. */
export const Choice = <Value extends string>({
  label,
  options,
  value,
  onChange,
  look = 'chips',
}: Props<Value>): ReactNode => (
  <RadioGroup
    className={`choice choice--${look}`}
    value={value}
    onChange={(chosen) => {
      const option = options.find((candidate) => candidate.value === chosen);
      if (option) onChange(option.value);
    }}
  >
    <Label className="choice__label">{label}</Label>
    <div className="choice__options">
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          className={`choice__option${option.isFaint ? ' choice__option--faint' : ''}`}
        >
          <span className="choice__text">{option.label}</span>
          {option.hint && <span className="choice__hint">{option.hint}</span>}
        </Radio>
      ))}
    </div>
  </RadioGroup>
);
