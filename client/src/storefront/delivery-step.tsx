import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { AddressFields, addressOf } from '../account/address-fields.tsx';
import { useCommand, useOnceCommand } from '../graphql/commands.ts';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { fieldErrors, Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { CartContentsFragment, OrderAddressInput } from '../graphql/__generated__/graphql.ts';
import './cart-documents.ts';
import { changedLines } from './changed-lines.ts';
import { PlaceOrderFailure, type Failure } from './place-order-failure.tsx';

export const DeliveryStepUser = graphql(`
  fragment DeliveryStepUser on User {
    id
    name
    phone
    isGuest
    defaultAddress {
      id
    }
    addresses {
      id
      recipient
      phone
      line1
      line2
      city
      region
      postalCode
      countryCode
    }
  }
`);

const PlaceOrder = graphql(`
  mutation PlaceOrder($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on PlaceOrderSuccess {
        order {
          id
          number
          status
          holdExpiresAt
          serverTime
        }
        cart {
          ...CartContents
        }
      }
      ... on OutOfStockError {
        shortages {
          available
          variant {
            id
            name
            available
            product {
              id
              name
            }
          }
        }
      }
      ... on TotalChangedError {
        total {
          amount
          currency
          digits
        }
        lines {
          quantity
          unitPrice {
            amount
            currency
            digits
          }
          variant {
            id
            name
            product {
              id
              name
            }
          }
        }
      }
      ... on UnpaidOrderLimitError {
        maximum
      }
      ... on HeldUnitsLimitError {
        maximum
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
        field
      }
    }
  }
`);

const RememberAddress = graphql(`
  mutation RememberAddress($input: AddAddressInput!) {
    addAddress(input: $input) {
      __typename
      ... on AddressSuccess {
        user {
          ...DeliveryStepUser
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const another = 'another';

type Props = {
  readonly user: FragmentType<typeof DeliveryStepUser>;
  /** As the page shows it; without a subtotal while prices are not known. */
  readonly cart: CartContentsFragment;
  readonly onTotalChanged: () => void;
};

/** Where the order goes, and the button that places it. */
export const DeliveryStep = ({ user: masked, cart, onTotalChanged }: Props): ReactNode => {
  const user = readFragment(DeliveryStepUser, masked);
  const [, navigate] = useLocation();
  const [placeOrder, isPlacing] = useOnceCommand(PlaceOrder, `place-order.${cart.id}`);
  const [rememberAddress] = useCommand(RememberAddress);
  const [chosenId, setChosenId] = useState((user.defaultAddress ?? user.addresses[0])?.id ?? another);
  const [failure, setFailure] = useState<Failure | null>(null);
  const saved = user.addresses.find(({ id }) => id === chosenId);

  const place = async (shippingAddress: OrderAddressInput, note: string, remember: boolean): Promise<void> => {
    setFailure(null);
    const answer = await placeOrder({
      shippingAddress,
      note: note || null,
      expectedTotal: cart.subtotal?.amount ?? null,
    });
    if (answer.kind === 'unanswered') {
      setFailure({ kind: 'problem', problem: answer.problem });
    } else if (answer.data.placeOrder.__typename === 'PlaceOrderSuccess') {
      // A convenience: the order stands, whether or not the address book took it.
      if (remember) void rememberAddress({ input: { address: shippingAddress } });
      navigate(`/orders/${answer.data.placeOrder.order.id}/pay`);
    } else if (answer.data.placeOrder.__typename === 'TotalChangedError') {
      const refusal = answer.data.placeOrder;
      setFailure({ kind: 'refused', refusal, changes: changedLines(cart.lines, refusal.lines) });
      onTotalChanged();
    } else {
      setFailure({ kind: 'refused', refusal: answer.data.placeOrder });
    }
  };

  const submit = (values: Readonly<Record<string, string>>): void => {
    const note = values['note'] ?? '';
    if (saved) {
      const { recipient, phone, line1, line2, city, region, postalCode, countryCode } = saved;
      const copy = { recipient, phone, line1, line2, city, region, postalCode, countryCode };
      void place(copy, note, false);
    } else {
      void place(addressOf(values), note, values['remember'] === 'on');
    }
  };

  const errors = failure?.kind === 'refused' ? fieldErrors(failure.refusal) : {};
  return (
    <section className="card checkout__step">
      <h2>{t.checkout.delivery}</h2>
      <Form label={t.checkout.delivery} errors={errors} onSubmit={submit}>
        {user.addresses.length > 0 && (
          <Choice
            look="cards"
            label={t.checkout.savedAddress}
            value={chosenId}
            onChange={setChosenId}
            options={[
              ...user.addresses.map(({ id, recipient, line1, city }) => ({
                value: id,
                label: recipient,
                hint: `${line1}, ${city}`,
              })),
              { value: another, label: t.checkout.newAddress },
            ]}
          />
        )}
        {!saved && <AddressFields given={{ recipient: user.name }} />}
        {!saved && <input type="hidden" name="phone" value={user.phone ?? ''} />}
        {!saved && !user.isGuest && (
          <label className="checkout__remember">
            <input type="checkbox" name="remember" /> {t.checkout.saveAddress}
          </label>
        )}
        <TextField name="note" label={t.checkout.note} maxLength={500} />
        {failure && <PlaceOrderFailure failure={failure} />}
        <Button type="submit" isWide isPending={isPlacing}>
          {t.checkout.placeOrder}
        </Button>
        <p className="muted small">{t.checkout.holdHint}</p>
      </Form>
    </section>
  );
};
