import type { ReactNode } from 'react';
import { useTitle } from '../lib/use-title.ts';
import { ChangePassword } from './change-password.tsx';
import { tc } from './messages.ts';

export const SecurityPage = (): ReactNode => {
  useTitle(tc.security.title);
  return (
    <>
      <h1>{tc.security.title}</h1>
      <ChangePassword />
    </>
  );
};
