import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import '../graphql/session-documents.ts';
import { settleSignIn, type SignInFailure } from '../account/sign-in.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

const ContinueAsGuest = graphql(`
  mutation ContinueAsGuest($input: ContinueAsGuestInput!) {
    continueAsGuest(input: $input) {
      __typename
      ...SignedIn
      ... on UserError {
        message
        field
      }
    }
  }
`);

/** Who orders: a name and a phone number, or an account. */
export const ContactStep = (): ReactNode => {
  const { session } = useSession();
  const [send, isSending] = useCommand(ContinueAsGuest);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const submit = async (name: string, phone: string): Promise<void> => {
    const answer = await send({ input: { name, phone } });
    setFailure(settleSignIn(answer, ({ continueAsGuest }) => continueAsGuest, session.accept));
  };
  return (
    <section className="card checkout__step">
      <h2>{t.checkout.contact}</h2>
      <p className="muted">
        {t.checkout.contactHint} {t.checkout.haveAccount} <Link href="/sign-in?next=/checkout">{t.nav.signIn}</Link>
      </p>
      <Form
        label={t.checkout.contact}
        errors={failure?.errors ?? {}}
        onSubmit={({ name = '', phone = '' }) => void submit(name, phone)}
      >
        <TextField name="name" label={t.checkout.name} autoComplete="name" maxLength={200} isRequired />
        <TextField name="phone" type="tel" label={t.checkout.phone} autoComplete="tel" maxLength={30} isRequired />
        {failure && <Notice tone="error">{failure.text}</Notice>}
        <Button type="submit" isPending={isSending}>
          {t.checkout.continueAsGuest}
        </Button>
      </Form>
    </section>
  );
};
