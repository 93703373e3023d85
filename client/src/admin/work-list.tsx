import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { Pending } from '../problems/pending.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ta } from './messages.ts';

type Props<Node> = {
  /** Missing while it is asked for, and where `error` says why. */
  readonly list: { readonly totalCount: number; readonly edges: readonly { readonly node: Node }[] } | undefined;
  readonly error: CombinedError | undefined;
  readonly onRetry: () => void;
  readonly className: string;
  readonly emptyTitle: string;
  readonly emptyHint: string;
  /** The `<li>` of one. */
  readonly children: (node: Node) => ReactNode;
};

/** A list that staff work through: its first page, and how much more there is. */
export const WorkList = <Node,>({
  list,
  error,
  onRetry,
  className,
  emptyTitle,
  emptyHint,
  children,
}: Props<Node>): ReactNode => {
  if (!list) return <Pending error={error} onRetry={onRetry} />;
  const { edges, totalCount } = list;
  if (edges.length === 0) return <EmptyState level={2} title={emptyTitle} hint={emptyHint} />;
  return (
    <>
      <ul className={className}>{edges.map(({ node }) => children(node))}</ul>
      {edges.length < totalCount && <p className="muted small">{ta.orders.shown(edges.length, totalCount)}</p>}
    </>
  );
};
