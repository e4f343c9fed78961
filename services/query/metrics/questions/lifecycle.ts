import type { Store } from '../../../../clickhouse/store';
import type { Route } from '../../../platform/http/route';
import type { BucketKind } from '../../devin/buckets';
import { type Problem, unprocessable } from '../../devin/problems';
import { organizationParams } from '../../devin/scope';
import { formFor } from '../../devin/thresholds';
import { type MetricsContext, metricsRoute } from '../endpoint';
import { isProvisional } from '../freshness';
import { endOfBuckets, localBucketsAfter } from '../local-buckets';
import { type Asked, readAsked } from '../parameters/asked';
import { readBucketKind } from '../parameters/bucket-kind';
import type { Period } from '../parameters/period';
import { cutSpan, storedSpan } from '../stored-span';
import { answerTwoPeriods, type FlatForm, type Reading } from '../two-periods';

/** Counts of one bucket, numbered from 1; `leaving_users` are active in it and not in the next one. */
interface LifecycleRow {
  readonly bucket: number;
  readonly active_users: string;
  readonly new_users: string;
  readonly returning_users: string;
  readonly resurrected_users: string;
  readonly leaving_users: string;
}

/** active = new + returning + resurrected. */
interface LifecycleBucket {
  readonly start_time: number;
  readonly end_time: number;
  readonly provisional: boolean;
  readonly active_users: number;
  readonly new_users: number;
  readonly returning_users: number;
  readonly resurrected_users: number;
  readonly dormant_users: number;
}

const FLAT: FlatForm<LifecycleBucket> = {
  name: 'lifecycle',
  columns: {
    start_time: 'integer',
    end_time: 'integer',
    provisional: 'boolean',
    active_users: 'integer',
    new_users: 'integer',
    returning_users: 'integer',
    resurrected_users: 'integer',
    dormant_users: 'integer',
  },
};

/**
 * `GET /v1/metrics/lifecycle`: for every local day, week or month of the range the active users that are new, were active in the
 * bucket before too (returning) or come back after a pause (resurrected), and those that were active in the bucket before
 * and are not in this one (dormant).
 */
export function lifecycle({ store }: MetricsContext): Route {
  return metricsRoute('lifecycle', async (request) => {
    const problems: Problem[] = [];
    const asked = readAsked(request, problems);
    const kind = readBucketKind(request.query, problems);
    if (!asked || !kind) return unprocessable(problems);
    return answerTwoPeriods(asked, request.now, FLAT, (period) =>
      readLifecycle(store, asked, kind, period, request.signal),
    );
  });
}

function readLifecycle(
  store: Store,
  asked: Asked,
  kind: BucketKind,
  period: Period,
  signal: AbortSignal,
): Reading<LifecycleBucket> {
  // The bucket before the first one says who returns in it and who is dormant.
  const buckets = localBucketsAfter(1, kind, asked.timezone, period);
  const [question, thresholds] = formFor('metrics/lifecycle', asked.thresholds);
  return {
    endSecond: endOfBuckets(buckets),
    async entries(through) {
      const rows = await store.query<LifecycleRow>(
        question,
        {
          tenant: asked.tenant,
          ...organizationParams(asked.organizations),
          ...(question === 'metrics/lifecycle' ? cutSpan(buckets) : storedSpan(buckets)),
          ...thresholds,
        },
        signal,
      );
      const byBucket = new Map(rows.map((row) => [row.bucket, row]));
      return buckets
        .map(({ startSecond, endSecond }, index) => ({
          start_time: startSecond,
          end_time: endSecond - 1,
          provisional: isProvisional(endSecond, through),
          ...countsOf(byBucket.get(index + 1), byBucket.get(index)),
        }))
        .slice(1);
    },
  };
}

/** Buckets in which nobody was active have no row. */
function countsOf(
  row: LifecycleRow | undefined,
  rowBefore: LifecycleRow | undefined,
): Omit<LifecycleBucket, 'start_time' | 'end_time' | 'provisional'> {
  return {
    active_users: Number(row?.active_users ?? 0),
    new_users: Number(row?.new_users ?? 0),
    returning_users: Number(row?.returning_users ?? 0),
    resurrected_users: Number(row?.resurrected_users ?? 0),
    dormant_users: Number(rowBefore?.leaving_users ?? 0),
  };
}
