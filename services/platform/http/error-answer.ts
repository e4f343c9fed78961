import type { StoreErrorKind } from '../../../clickhouse/errors';
import { StoreError } from '../../../clickhouse/errors';
import { RETRY_AFTER_SECONDS } from '../policy';
import { KeySetUnavailable } from '../tokens/key-set-unavailable';
import type { Answer, Family } from './route';

/** Kinds that pass by themselves, so that the caller may try again. */
const PASSING: ReadonlySet<StoreErrorKind> = new Set<StoreErrorKind>([
  'busy',
  'unavailable',
  'locked',
  'timeout',
  'memory',
  'disk',
  'closed',
]);

/** What the caller hears of an error that a handler threw: that it may try again, or nothing at all. */
export function answerForError(error: unknown, family: Family): Answer {
  return isPassing(error) ? family.unavailable(RETRY_AFTER_SECONDS) : family.internalError();
}

function isPassing(error: unknown): boolean {
  return error instanceof KeySetUnavailable || (error instanceof StoreError && PASSING.has(error.kind));
}
