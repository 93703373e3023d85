import { useEffect, useState } from 'react';

/** What follows the `#` in the mailed link that opened the page. It leaves the address bar, and so the history. */
export const useMailedToken = (): string => {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname);
  }, []);
  return token;
};
