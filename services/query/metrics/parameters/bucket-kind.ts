import type { BucketKind } from '../../devin/buckets';
import type { Problem } from '../../devin/problems';
import { readChoice } from './choice';

const KINDS = ['day', 'week', 'month'] as const;

/** `bucket`: local days, weeks from Monday (the default) or calendar months. */
export function readBucketKind(query: URLSearchParams, problems: Problem[]): BucketKind | undefined {
  return readChoice(query, 'bucket', KINDS, 'week', problems);
}
