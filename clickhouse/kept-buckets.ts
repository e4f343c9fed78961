import { keyOf } from './answer-cache';
import { BoundedMap } from './bounded-map';
import type { QueryParams } from './store';
import type { DaySpan, Writes } from './writes';

/** What is known of each bucket of days; null where the store has nothing. */
export type BucketValue = string | number | null;

/** A question that has one value for each of these buckets, and parameters that every value depends on. */
export interface BucketsAsked {
  readonly question: string;
  readonly params: QueryParams & { readonly tenant: string };
  /** Ascending, none twice. */
  readonly buckets: readonly DaySpan[];
}

/** By the bucket's first day. Buckets that are not in it have nothing. */
export type BucketValues = ReadonlyMap<number, BucketValue>;

interface Kept {
  readonly mark: number;
  readonly value: BucketValue;
  readonly bytes: number;
}

/** The longest are those that cost most to read again. */
const LARGEST_SHARE = 1 / 2;

/**
 * Values by bucket of days, kept until anything is written about the days of the bucket: so a question that spans a year reads again
 * only the days that new events are about, and however late they come, those.
 */
export class KeptBuckets {
  private readonly questions: BoundedMap<ReadonlyMap<string, Kept>>;

  constructor(
    private readonly writes: Writes,
    maxBytes: number,
  ) {
    this.questions = new BoundedMap(maxBytes, LARGEST_SHARE);
  }

  /** `compute` reads the buckets that are not kept. */
  async values(
    asked: BucketsAsked,
    compute: (buckets: readonly DaySpan[]) => Promise<BucketValues>,
  ): Promise<BucketValues> {
    const { tenant } = asked.params;
    const key = keyOf(asked.question, asked.params);
    const isGood = ({ mark }: Kept, bucket: DaySpan): boolean =>
      this.writes.unchangedSince(mark, tenant, { days: bucket });
    const before = this.questions.get(key);
    const kept = new Map<DaySpan, Kept>();
    for (const bucket of asked.buckets) {
      const one = before?.get(nameOf(bucket));
      if (one && isGood(one, bucket)) kept.set(bucket, one);
    }
    const missing = asked.buckets.filter((bucket) => !kept.has(bucket));
    const mark = this.writes.mark();
    let computed: BucketValues = missing.length > 0 ? await compute(missing) : new Map();
    let fresh: readonly DaySpan[] = missing;
    // What was kept is of the same moment as what was read, or all of it is read again.
    if (![...kept].every(([bucket, one]) => isGood(one, bucket))) {
      kept.clear();
      fresh = asked.buckets;
      computed = await compute(fresh);
    }
    const values = new Map([...kept].map(([bucket, { value }]) => [bucket.firstDay, value]));
    for (const { firstDay } of fresh) values.set(firstDay, computed.get(firstDay) ?? null);
    if (fresh.length > 0) this.keep(key, tenant, mark, fresh, values);
    return values;
  }

  private keep(
    key: string,
    tenant: string,
    mark: number,
    buckets: readonly DaySpan[],
    values: BucketValues,
  ): void {
    const merged = new Map(this.questions.get(key));
    for (const bucket of buckets) {
      const value = values.get(bucket.firstDay) ?? null;
      if (this.writes.unchangedSince(mark, tenant, { days: bucket }))
        merged.set(nameOf(bucket), { mark, value, bytes: bytesOf(value) });
      else merged.delete(nameOf(bucket));
    }
    let bytes = 2 * key.length;
    for (const kept of merged.values()) bytes += kept.bytes;
    this.questions.set(key, merged, bytes);
  }
}

const BYTES_A_BUCKET = 150;

/** Texts of the first 256 characters alone take a byte for each. */
function bytesOf(value: BucketValue): number {
  if (typeof value !== 'string') return BYTES_A_BUCKET;
  return BYTES_A_BUCKET + (/[^\0-\xff]/.test(value) ? 2 : 1) * value.length;
}

function nameOf({ firstDay, lastDay }: DaySpan): string {
  return `${firstDay}-${lastDay}`;
}
