import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { t } from '../lib/messages.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemOf } from '../graphql/problem.ts';

type Props = { readonly error: CombinedError; readonly onRetry: () => void };

/** A query without an answer: what happened, and what to try. */
export const ProblemNotice = ({ error, onRetry }: Props): ReactNode => {
  const [path] = useLocation();
  const problem = problemOf(error);
  return (
    <Notice tone="error" title={t.problem.title}>
      <p>{t.problem[problem]}</p>
      {problem === 'signed-out' ? (
        <ButtonLink look="secondary" href={`/sign-in?next=${encodeURIComponent(path)}`}>
          {t.problem.signIn}
        </ButtonLink>
      ) : (
        <Button look="secondary" onClick={onRetry}>
          {t.problem.retry}
        </Button>
      )}
    </Notice>
  );
};
