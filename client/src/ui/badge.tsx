import type { ReactNode } from 'react';
import './badge.css';

export type Tone = 'neutral' | 'waiting' | 'good' | 'bad';

export const Badge = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode => (
  <span className={`badge badge--${tone}`}>{children}</span>
);
