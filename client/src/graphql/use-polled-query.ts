import type { AnyVariables } from '@urql/core';
import { useEffect } from 'react';
import type { UseQueryArgs, UseQueryResponse } from 'urql';
import { usePersonalQuery } from './provider.tsx';

/** Asks again every `everyMs` while `isOpen` says so and the page is visible. */
export const usePolledQuery = <Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
  everyMs: number,
  isOpen: (data: Data | undefined) => boolean,
): UseQueryResponse<Data, Variables> => {
  const response = usePersonalQuery<Data, Variables>(args);
  const [{ data }, refetch] = response;
  const isPolling = isOpen(data);
  useEffect(() => {
    if (!isPolling) return;
    const askAgain = (): void => {
      if (document.visibilityState === 'visible') refetch({ requestPolicy: 'network-only' });
    };
    const timer = setInterval(askAgain, everyMs);
    document.addEventListener('visibilitychange', askAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askAgain);
    };
  }, [isPolling, everyMs, refetch]);
  return response;
};
