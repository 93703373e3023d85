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

const Login = graphql(`
  mutation Login($input: LoginInput!) {
    login(input: $input) {
      __typename
      ...SignedIn
      ... on UserError {
        message
        field
      }
    }
  }
`);

export const SignInPage = (): ReactNode => {
  useTitle(t.nav.signIn);
  const { session } = useSession();
  const { goOn, query } = useNext();
  const [send, isSending] = useCommand(Login);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const submit = async (email: string, password: string): Promise<void> => {
    const outcome = settleSignIn(await send({ input: { email, password } }), ({ login }) => login, session.accept);
    setFailure(outcome);
    if (!outcome) goOn();
  };
  return (
    <AuthFrame title={t.auth.signInTitle} hint={t.auth.signInHint}>
      <Form
        label={t.nav.signIn}
        errors={failure?.errors ?? {}}
        onSubmit={({ email = '', password = '' }) => void submit(email, password)}
      >
        <TextField name="email" type="email" label={t.checkout.email} autoComplete="username" isRequired />
        <TextField
          name="password"
          type="password"
          label={t.auth.password}
          autoComplete="current-password"
          maxLength={128}
          isRequired
        />
        {failure && <Notice tone="error">{failure.text}</Notice>}
        <Button type="submit" isWide isPending={isSending}>
          {t.nav.signIn}
        </Button>
      </Form>
      <p className="small">
        {t.auth.noAccount} <Link href={`/register${query}`}>{t.nav.register}</Link>
      </p>
    </AuthFrame>
  );
};
