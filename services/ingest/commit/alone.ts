import { setTimeout as sleep } from 'node:timers/promises';
import type { Alone } from '../../../clickhouse/reconcile/reconcile';
import { TryAgainLater } from './commit-errors';
import type { Committer } from './committer';

const PAUSE_MS = 500;

/**
 * Runs work between commits, however long it takes to get there: unlike a request it is not told to try again, and what has
 * begun is waited for. Throws TryAgainLater only when the service stops.
 */
export function aloneIn(committer: Committer): Alone {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      let begun: Promise<T> | undefined;
      const run = (): Promise<T> => (begun = work());
      try {
        return await committer.exclusive({ rows: 0, bytes: 0, run });
      } catch (error) {
        if (begun) return await begun;
        if (!(error instanceof TryAgainLater) || committer.isStopped()) throw error;
        await sleep(PAUSE_MS);
      }
    }
  };
}
