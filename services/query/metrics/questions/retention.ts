import type { Store } from '../../../../clickhouse/store';
import type { Route } from '../../../platform/http/route';
import type { BucketKind } from '../../devin/buckets';
import { type Problem, unprocessable, valueError } from '../../devin/problems';
import { organizationParams } from '../../devin/scope';
import { formFor } from '../../devin/thresholds';
import { type Cohort, type CohortRow, cohortsOf } from '../cohorts';
import { type MetricsContext, metricsRoute } from '../endpoint';
import { MAX_RETENTION_BUCKETS } from '../limits';
import { endOfBuckets, localBuckets } from '../local-buckets';
import { type Asked, readAsked } from '../parameters/asked';
import { readBucketKind } from '../parameters/bucket-kind';
import { readChoice } from '../parameters/choice';
import type { Period } from '../parameters/period';
import { cutSpan, storedSpan } from '../stored-span';
import { answerTwoPeriods, type FlatForm, type Reading } from '../two-periods';

const MODES = ['on', 'on_or_after'] as const;

interface Triangle {
  readonly kind: BucketKind;
  readonly mode: (typeof MODES)[number];
}

const FLAT: FlatForm<Cohort> = {
  name: 'retention',
  columns: {
    start_time: 'integer',
    end_time: 'integer',
    cohort_size: 'integer',
    period: 'integer',
    users: 'integer',
    rate: 'number',
    provisional: 'boolean',
  },
  rowsOf: ({ start_time, end_time, cohort_size, periods }) =>
    periods.map((period) => ({ start_time, end_time, cohort_size, ...period })),
};

/**
 * `GET /v1/metrics/retention`: for every local day, week or month of the range the users whose first activity falls in it, and
 * how many of them were active 0, 1, 2 ... buckets later (`mode` on), or then or later (on_or_after), as far as the range goes.
 */
export function retention({ store }: MetricsContext): Route {
  return metricsRoute('retention', async (request) => {
    const problems: Problem[] = [];
    const asked = readAsked(request, problems);
    const kind = readBucketKind(request.query, problems);
    const mode = readChoice(request.query, 'mode', MODES, 'on', problems);
    if (asked && kind) refuseTooManyBuckets(asked, kind, problems);
    if (!asked || !kind || !mode || problems.length > 0) return unprocessable(problems);
    return answerTwoPeriods(asked, request.now, FLAT, (period) =>
      readRetention(store, asked, { kind, mode }, period, request.signal),
    );
  });
}

function refuseTooManyBuckets(asked: Asked, kind: BucketKind, problems: Problem[]): void {
  const rule = `the range must not hold more than ${MAX_RETENTION_BUCKETS} buckets`;
  const isTooLong = (period: Period): boolean =>
    localBuckets(kind, asked.timezone, period).length > MAX_RETENTION_BUCKETS;
  if (isTooLong(asked.period)) problems.push(valueError('time_before', rule));
  if (asked.compare && isTooLong(asked.compare)) problems.push(valueError('compare_before', rule));
}

function readRetention(
  store: Store,
  asked: Asked,
  { kind, mode }: Triangle,
  period: Period,
  signal: AbortSignal,
): Reading<Cohort> {
  const buckets = localBuckets(kind, asked.timezone, period);
  const [question, thresholds] = formFor('metrics/retention', asked.thresholds);
  const untilLast = mode === 'on_or_after';
  return {
    endSecond: endOfBuckets(buckets),
    async entries(through) {
      const rows = await store.query<CohortRow>(
        question,
        {
          tenant: asked.tenant,
          ...organizationParams(asked.organizations),
          ...(question === 'metrics/retention' ? cutSpan(buckets) : storedSpan(buckets)),
          until_last: untilLast,
          ...thresholds,
        },
        signal,
      );
      return cohortsOf(rows, buckets, untilLast, through);
    },
  };
}
