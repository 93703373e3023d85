import { Component, type ReactNode } from 'react';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type Props = { readonly children: ReactNode };

/** The last resort. React has no hook for this. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="page">
        <EmptyState title={t.problem.title} hint={t.problem.failed}>
          <Button onClick={() => location.reload()}>{t.problem.retry}</Button>
        </EmptyState>
      </main>
    );
  }
}
