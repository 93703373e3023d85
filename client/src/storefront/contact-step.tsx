import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import { t } from '../lib/messages.ts';
import { TextField } from '../ui/text-field.tsx';

const ContinueAsGuest = graphql(`
  mutation ContinueAsGuest($input: ContinueAsGuestInput!) {
    continueAsGuest(input: $input) {
      __typename
      ...SignedIn
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

/** Who orders: a name and a phone number, or an account. */
export const ContactStep = (): ReactNode => (
  <section className="card checkout__step">
    <h2>{t.checkout.contact}</h2>
    <p className="muted">
      {t.checkout.contactHint} {t.checkout.haveAccount} <Link href="/sign-in?next=/checkout">{t.nav.signIn}</Link>
    </p>
    <SignInForm
      label={t.checkout.contact}
      mutation={ContinueAsGuest}
      inputOf={({ name = '', phone = '' }) => ({ name, phone })}
      resultOf={({ continueAsGuest }) => continueAsGuest}
      action={t.checkout.continueAsGuest}
    >
      <TextField name="name" label={t.checkout.name} autoComplete="name" maxLength={200} isRequired />
      <TextField name="phone" type="tel" label={t.checkout.phone} autoComplete="tel" maxLength={30} isRequired />
    </SignInForm>
  </section>
);
