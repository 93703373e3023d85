import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField } from 'react-aria-components/NumberField';
import { t } from '../lib/messages.ts';
import './quantity-field.css';

type Props = {
  readonly label: string;
  readonly value: number;
  readonly max?: number;
  readonly onChange: (quantity: number) => void;
};

export const QuantityField = ({ label, value, max = 1000, onChange }: Props): ReactNode => (
  <NumberField
    className="quantity"
    aria-label={label}
    minValue={1}
    maxValue={Math.max(1, max)}
    value={value}
    onChange={(quantity) => {
      if (Number.isInteger(quantity) && quantity !== value) onChange(quantity);
    }}
  >
    <Group className="quantity__group">
      <Button slot="decrement" className="quantity__step" aria-label={`${t.product.fewer}: ${label}`}>
        −
      </Button>
      <Input className="quantity__input" />
      <Button slot="increment" className="quantity__step" aria-label={`${t.product.more}: ${label}`}>
        +
      </Button>
    </Group>
  </NumberField>
);
