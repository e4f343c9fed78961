import type { QueryParams } from '../../../clickhouse/store';
import type { Problem } from './problems';
import { readThreshold } from './read-parameters';

/** A user is active with `sessions >= minSessions` or `searches >= minSearches` (contract 6). */
export interface Thresholds {
  readonly minSessions: bigint;
  readonly minSearches: bigint;
}

const MAX_UINT64 = 2n ** 64n - 1n;

export function readThresholds(query: URLSearchParams, problems: Problem[]): Thresholds | undefined {
  const minSessions = readThreshold(query, 'min_sessions', problems);
  const minSearches = readThreshold(query, 'min_searches', problems);
  return minSessions === undefined || minSearches === undefined ? undefined : { minSessions, minSearches };
}

/**
 * Whoever is there at all has a session or a search, so a threshold of 0, or two of at most 1, count everybody: then no
 * set of identities need be opened.
 */
export function countsEverybody({ minSessions, minSearches }: Thresholds): boolean {
  return minSessions === 0n || minSearches === 0n || (minSessions === 1n && minSearches === 1n);
}

/** Which of a question's two forms to ask, with its parameters. */
export function formFor(question: string, thresholds: Thresholds): readonly [string, QueryParams] {
  return countsEverybody(thresholds)
    ? [question, {}]
    : [`${question}-thresholds`, thresholdParams(thresholds)];
}

export function thresholdParams({ minSessions, minSearches }: Thresholds): {
  readonly min_sessions: bigint;
  readonly min_searches: bigint;
} {
  return { min_sessions: atMostUInt64(minSessions), min_searches: atMostUInt64(minSearches) };
}

function atMostUInt64(value: bigint): bigint {
  return value > MAX_UINT64 ? MAX_UINT64 : value;
}
