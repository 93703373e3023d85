import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { TextField } from '../ui/text-field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { SecondStep } from './second-step.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useNext } from './use-next.ts';

const Login = graphql(`
  mutation Login($input: LoginInput!) {
    login(input: $input) {
      __typename
      ...SignedIn
      ... on SecondFactorRequired {
        challenge
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

export const SignInPage = (): ReactNode => {
  useTitle(t.nav.signIn);
  const { path, goOn, query } = useNext();
  const [challenge, setChallenge] = useState<string | null>(null);
  if (challenge !== null)
    return <SecondStep challenge={challenge} onSignedIn={goOn} onAgain={() => setChallenge(null)} />;
  return (
    <AuthFrame title={t.auth.signInTitle} hint={t.auth.signInHint}>
      <SignInForm
        label={t.nav.signIn}
        mutation={Login}
        inputOf={({ email = '', password = '' }) => ({ email, password })}
        resultOf={({ login }) => login}
        onSignedIn={goOn}
        onSecondStep={setChallenge}
        action={t.nav.signIn}
        isWide
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
      </SignInForm>
      <PasskeySignIn onSignedIn={goOn} />
      <ProviderButtons next={path} />
      <p className="small">
        <Link href="/forgot-password">{t.auth.forgot}</Link>
      </p>
      <p className="small">
        {t.auth.noAccount} <Link href={`/register${query}`}>{t.nav.register}</Link>
      </p>
    </AuthFrame>
  );
};
