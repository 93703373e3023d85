import type { ReactNode } from 'react';
import './empty-state.css';

type Props = { readonly title: string; readonly hint: string; readonly children?: ReactNode };

/** Nothing to show: says so, and what to do about it. */
export const EmptyState = ({ title, hint, children }: Props): ReactNode => (
  <div className="empty">
    <h2 className="empty__title">{title}</h2>
    <p className="empty__hint">{hint}</p>
    {children && <div className="empty__actions">{children}</div>}
  </div>
);
