import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useCommand } from '../graphql/commands.ts';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import '../graphql/session-documents.ts';
import { settleSignIn, type SignInFailure } from './sign-in.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { useNext } from './use-next.ts';

const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      __typename
      ...SignedIn
      ... on UserError {
        message
        field
      }
    }
  }
`);

export const RegisterPage = (): ReactNode => {
  useTitle(t.auth.registerTitle);
  const { session, state } = useSession();
  const { goOn, query } = useNext();
  const [send, isSending] = useCommand(Register);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const guest = state.kind === 'signed-in' && state.viewer.isGuest ? state.viewer : undefined;

  const submit = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const { name = '', email = '', password = '', phone = '' } = values;
    const answer = await send({ input: { name, email, password, phone: phone || null } });
    const outcome = settleSignIn(answer, ({ register }) => register, session.accept);
    setFailure(outcome);
    if (!outcome) goOn();
  };
  return (
    <AuthFrame title={t.auth.registerTitle} hint={t.auth.registerHint}>
      <Form
        key={guest?.id ?? 'new'}
        label={t.auth.registerTitle}
        errors={failure?.errors ?? {}}
        onSubmit={(values) => void submit(values)}
      >
        <TextField
          name="name"
          label={t.checkout.name}
          autoComplete="name"
          defaultValue={guest?.name ?? ''}
          maxLength={200}
          isRequired
        />
        <TextField name="email" type="email" label={t.checkout.email} autoComplete="email" isRequired />
        <TextField
          name="password"
          type="password"
          label={t.auth.password}
          hint={t.auth.passwordHint}
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          isRequired
        />
        <TextField
          name="phone"
          type="tel"
          label={t.auth.phoneOptional}
          autoComplete="tel"
          defaultValue={guest?.phone ?? ''}
        />
        {failure && <Notice tone="error">{failure.text}</Notice>}
        <Button type="submit" isWide isPending={isSending}>
          {t.nav.register}
        </Button>
      </Form>
      <p className="small">
        {t.auth.hasAccount} <Link href={`/sign-in${query}`}>{t.nav.signIn}</Link>
      </p>
    </AuthFrame>
  );
};
