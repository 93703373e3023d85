import { useSyncExternalStore, type ReactNode } from 'react';
import { useConnection } from '../graphql/provider.tsx';
import { t } from '../lib/messages.ts';
import './connection-banner.css';

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};

export const ConnectionBanner = (): ReactNode => {
  const { isLost, retry } = useConnection();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (!isLost && isOnline) return null;
  return (
    <div className="connection-banner" role="status">
      <span>{isOnline ? t.problem.banner : t.problem.offline}</span>
      <button type="button" onClick={retry}>
        {t.problem.retry}
      </button>
    </div>
  );
};
