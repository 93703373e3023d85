import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { readListAddress, writeListAddress, type ListAddress } from './list-address.ts';

type ListPosition = {
  readonly address: ListAddress;
  readonly after: string | null;
  readonly change: (change: Partial<ListAddress>) => void;
  readonly clear: () => void;
  readonly loadAfter: (cursor: string) => void;
};

/** Where the shopper is in a list: filters in the address, the page read so far in memory. */
export const useListAddress = (): ListPosition => {
  const [params, setParams] = useSearchParams();
  const address = readListAddress(params);
  const key = String(writeListAddress(address));
  const [position, setPosition] = useState<{ readonly key: string; readonly after: string }>();
  return {
    address,
    // A cursor belongs to the filters it was got with.
    after: position?.key === key ? position.after : null,
    change: (change) => setParams(writeListAddress({ ...address, ...change })),
    clear: () => setParams(new URLSearchParams()),
    loadAfter: (after) => setPosition({ key, after }),
  };
};
