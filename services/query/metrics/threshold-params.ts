import type { Thresholds } from '../devin/thresholds';

const MAX_UINT64 = 2n ** 64n - 1n;

/** The thresholds as they are, for a question whose one form counts what each user did. */
export function thresholdParams({ minSessions, minSearches }: Thresholds): {
  readonly min_sessions: bigint;
  readonly min_searches: bigint;
} {
  return { min_sessions: atMostUInt64(minSessions), min_searches: atMostUInt64(minSearches) };
}

function atMostUInt64(value: bigint): bigint {
  return value > MAX_UINT64 ? MAX_UINT64 : value;
}
