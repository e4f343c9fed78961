import type { Store } from '../../../../clickhouse/store';
import { organizationParams } from '../../devin/scope';
import { formFor } from '../../devin/thresholds';
import { isProvisional } from '../freshness';
import { endOfBuckets, localBucketsAfter } from '../local-buckets';
import type { Asked } from '../parameters/asked';
import type { Period } from '../parameters/period';
import { storedSpan } from '../stored-span';
import { type HeldUsers, usersInWindow } from '../trailing-windows';
import type { Reading } from '../two-periods';

/** A local day and the users active within each of some windows that end with it. */
export interface TrailingDay {
  readonly start_time: number;
  readonly end_time: number;
  readonly provisional: boolean;
  /** In the order of the windows asked for. */
  readonly users: readonly number[];
}

/** An entry for every local day of the period, made of the users within each window of so many days that ends with it. */
export function readTrailingDays<Entry>(
  store: Store,
  asked: Asked,
  period: Period,
  windows: readonly number[],
  entryOf: (day: TrailingDay) => Entry,
  signal: AbortSignal,
): Reading<Entry> {
  const daysBefore = Math.max(...windows) - 1;
  const days = localBucketsAfter(daysBefore, 'day', asked.timezone, period);
  const [question, thresholds] = formFor('metrics/trailing-days', asked.thresholds);
  return {
    endSecond: endOfBuckets(days),
    async entries(through) {
      const held = await store.query<HeldUsers>(
        question,
        {
          tenant: asked.tenant,
          ...organizationParams(asked.organizations),
          ...storedSpan(days),
          window_days: windows,
          ...thresholds,
        },
        signal,
      );
      const usersByWindow = windows.map((window) => usersInWindow(held, window, days.length));
      return days
        .map(({ startSecond, endSecond }, index) =>
          entryOf({
            start_time: startSecond,
            end_time: endSecond - 1,
            provisional: isProvisional(endSecond, through),
            users: usersByWindow.map((users) => users[index] ?? 0),
          }),
        )
        .slice(daysBefore);
    },
  };
}
