import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { useSession } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useNext } from './use-next.ts';

const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
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

export const RegisterPage = (): ReactNode => {
  useTitle(t.auth.registerTitle);
  const { state } = useSession();
  const { goOn, query } = useNext();
  const guest = state.kind === 'signed-in' && state.viewer.isGuest ? state.viewer : undefined;
  return (
    <AuthFrame title={t.auth.registerTitle} hint={t.auth.registerHint}>
      <SignInForm
        key={guest?.id ?? 'new'}
        label={t.auth.registerTitle}
        mutation={Register}
        inputOf={({ name = '', email = '', password = '', phone = '' }) => ({
          name,
          email,
          password,
          phone: phone || null,
        })}
        resultOf={({ register }) => register}
        onSignedIn={goOn}
        action={t.nav.register}
        isWide
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
      </SignInForm>
      <p className="small">
        {t.auth.hasAccount} <Link href={`/sign-in${query}`}>{t.nav.signIn}</Link>
      </p>
    </AuthFrame>
  );
};
