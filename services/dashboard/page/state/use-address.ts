import { useCallback, useEffect, useState } from 'preact/hooks';
import { readAddress, writeAddress } from './address';
import type { Address } from './address';

/** Changes the address; `replace` leaves no step to go back to. */
export type Go = (change: Partial<Address>, replace?: boolean) => void;

export function useAddress(): readonly [Address, Go] {
  const [address, setAddress] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const follow = (): void => {
      setAddress(readAddress(location.hash));
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
    };
  }, []);
  const go = useCallback<Go>((change, replace = false) => {
    const next = writeAddress({ ...readAddress(location.hash), ...change });
    if (replace) {
      history.replaceState(null, '', next);
      setAddress(readAddress(next));
    } else {
      location.hash = next;
    }
  }, []);
  return [address, go];
}
