import type { ReactNode } from 'react';
import './empty-state.css';

type Props = {
  readonly title: string;
  readonly hint: string;
  /** 2 inside a page that has a title of its own. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
};

/** Nothing to show: says so, and what to do about it. */
export const EmptyState = ({ title, hint, level = 1, children }: Props): ReactNode => (
  <div className="empty">
    {level === 1 ? <h1 className="empty__title">{title}</h1> : <h2 className="empty__title">{title}</h2>}
    <p className="empty__hint">{hint}</p>
    {children && <div className="empty__actions">{children}</div>}
  </div>
);
