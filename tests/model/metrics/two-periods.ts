import type { MetricsQuestion } from './activity';
import type { LocalBucket } from './local-buckets';

/** What stands around the entries of a read, given how the entries of one period come about. */
export function twoPeriods(
  question: MetricsQuestion,
  nowMs: number,
  bucketsOf: (fromMs: number, toMs: number) => readonly LocalBucket[],
  entriesOf: (buckets: readonly LocalBucket[], throughMs: number) => readonly object[],
): object {
  const { time_after, time_before, compare_after, compare_before, timezone = 'UTC' } = question;
  const buckets = bucketsOf(time_after * 1000, time_before * 1000);
  const prior =
    compare_after === undefined || compare_before === undefined
      ? null
      : { compare_after, compare_before, buckets: bucketsOf(compare_after * 1000, compare_before * 1000) };
  const ends = [...buckets, ...(prior?.buckets ?? [])].map(({ endMs }) => endMs);
  const throughMs = Math.min(Math.floor(nowMs / 1000) * 1000, Math.max(...ends));
  return {
    data_through: throughMs / 1000,
    timezone,
    time_after,
    time_before,
    data: entriesOf(buckets, throughMs),
    compare: prior && {
      time_after: prior.compare_after,
      time_before: prior.compare_before,
      data: entriesOf(prior.buckets, throughMs),
    },
  };
}

export function bucketFields(
  { startMs, endMs }: LocalBucket,
  throughMs: number,
): { readonly start_time: number; readonly end_time: number; readonly provisional: boolean } {
  return { start_time: startMs / 1000, end_time: endMs / 1000 - 1, provisional: endMs > throughMs };
}
