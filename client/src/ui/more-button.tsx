import type { ReactNode } from 'react';
import { t } from '../lib/messages.ts';
import { Button } from './button.tsx';

type Props = {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly isFetching: boolean;
  readonly onMore: (after: string) => void;
};

/** Asks for the next page of a list, where there is one. */
export const MoreButton = ({ pageInfo: { hasNextPage, endCursor }, isFetching, onMore }: Props): ReactNode =>
  hasNextPage &&
  endCursor && (
    <Button look="secondary" isPending={isFetching} onClick={() => onMore(endCursor)}>
      {t.list.more}
    </Button>
  );
