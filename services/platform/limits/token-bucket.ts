/** How much was left at a moment of a clock that never goes back. Below zero where the last one took more than there was. */
export interface Bucket {
  readonly balance: number;
  readonly atMs: number;
}

export interface BucketPolicy {
  readonly perSecond: number;
  /** For how many seconds what is not used adds up. */
  readonly seconds: number;
}

/** The most that a bucket holds. */
export function capacity({ perSecond, seconds }: BucketPolicy): number {
  return perSecond * seconds;
}

/** The bucket at this moment; one that was never used is full. */
export function refilled(bucket: Bucket | undefined, policy: BucketPolicy, nowMs: number): Bucket {
  const full = capacity(policy);
  if (bucket === undefined) return { balance: full, atMs: nowMs };
  const gained = ((nowMs - bucket.atMs) / 1000) * policy.perSecond;
  return { balance: Math.min(full, bucket.balance + gained), atMs: nowMs };
}

/** Seconds until the balance is at least this, rounded up. */
export function secondsUntil(balance: number, bucket: Bucket, { perSecond }: BucketPolicy): number {
  return Math.max(0, Math.ceil((balance - bucket.balance) / perSecond));
}
