import type { ReactNode } from 'react';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ButtonLink } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

export const NotFoundView = (): ReactNode => {
  useTitle(t.notFound.title);
  return (
    <EmptyState title={t.notFound.title} hint={t.notFound.hint}>
      <ButtonLink href="/">{t.notFound.action}</ButtonLink>
    </EmptyState>
  );
};
