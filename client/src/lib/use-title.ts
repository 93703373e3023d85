import { useEffect } from 'react';
import { t } from './messages.ts';

/** The title of the tab, and what a screen reader says on arrival. */
export const useTitle = (title: string | undefined): void => {
  useEffect(() => {
    document.title = title ? `${title} · ${t.shop.name}` : t.shop.name;
  }, [title]);
};
