import type { ReactNode } from 'react';
import { Logo } from '../ui/logo.tsx';
import './auth-frame.css';

type Props = { readonly title: string; readonly hint: string; readonly children: ReactNode };

export const AuthFrame = ({ title, hint, children }: Props): ReactNode => (
  <main className="auth">
    <Logo />
    <div className="card auth__card">
      <h1>{title}</h1>
      <p className="muted">{hint}</p>
      {children}
    </div>
  </main>
);
