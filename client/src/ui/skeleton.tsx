import type { ReactNode } from 'react';
import { t } from '../lib/messages.ts';
import './skeleton.css';

type Props = { readonly shape: 'line' | 'title' | 'pill' | 'tile' | 'card' | 'block'; readonly count?: number };

export type OutlineProps = { readonly hasTitle?: boolean; readonly blocks?: number };

/** The outline of what is being loaded. */
export const Skeleton = ({ shape, count = 1 }: Props): ReactNode =>
  Array.from({ length: count }, (_, index) => (
    <span key={index} className={`skeleton skeleton--${shape}`} aria-hidden />
  ));

/** The outline of a page or of a part of one. */
export const Outline = ({ hasTitle = false, blocks = 3 }: OutlineProps): ReactNode => (
  <Loading>
    {hasTitle && <Skeleton shape="title" />}
    <Skeleton shape="block" count={blocks} />
  </Loading>
);

export const Loading = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className="loading" role="status" aria-label={t.loading}>
    {children}
  </div>
);
