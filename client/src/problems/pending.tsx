import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { Outline, type OutlineProps } from '../ui/skeleton.tsx';
import { ProblemNotice } from './problem-notice.tsx';

type Props = OutlineProps & { readonly error: CombinedError | undefined; readonly onRetry: () => void };

/** In place of what a query has not brought: its outline, or why there is no answer. */
export const Pending = ({ error, onRetry, ...outline }: Props): ReactNode =>
  error ? <ProblemNotice error={error} onRetry={onRetry} /> : <Outline {...outline} />;
