import type { ReactNode } from 'react';
import './notice.css';

type Props = {
  readonly tone: 'info' | 'success' | 'error';
  readonly title?: string;
  readonly children: ReactNode;
};

/** A message about what just happened, read out at once when it is an error. */
export const Notice = ({ tone, title, children }: Props): ReactNode => (
  <div className={`notice notice--${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
    {title && <strong className="notice__title">{title}</strong>}
    <div>{children}</div>
  </div>
);
