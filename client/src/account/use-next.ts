import { useLocation, useSearchParams } from 'wouter';

/** Where to go after signing in: a path of this shop and never another site. */
export const safePath = (next: string | null): string =>
  next !== null && /^\/(?![/\\])/.test(next) && new URL(next, location.origin).origin === location.origin ? next : '/';

type Next = { readonly path: string; readonly goOn: () => void; readonly query: string };

export const useNext = (): Next => {
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const path = safePath(params.get('next'));
  return {
    path,
    goOn: () => navigate(path, { replace: true }),
    query: path === '/' ? '' : `?next=${encodeURIComponent(path)}`,
  };
};
