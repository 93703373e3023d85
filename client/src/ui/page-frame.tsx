import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Outline } from './skeleton.tsx';

/** The part of the page that a navigation replaces. It starts at the top, and the focus goes there. */
export const PageFrame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const lastPath = useRef(path);
  useEffect(() => {
    if (lastPath.current === path) return;
    lastPath.current = path;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main className="page" id="content" ref={main} tabIndex={-1}>
      <Suspense fallback={<Outline hasTitle />}>{children}</Suspense>
    </main>
  );
};
