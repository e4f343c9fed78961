import type { StoreErrorKind } from '../../../clickhouse/errors';
import { StoreError } from '../../../clickhouse/errors';
import { RETRY_AFTER_SECONDS } from '../policy';
import { KeySetUnavailable } from '../tokens/key-set-unavailable';
import type { Answer, Family } from './route';

/** The question went over a limit of its own. */
const COSTLY: ReadonlySet<StoreErrorKind> = new Set<StoreErrorKind>(['timeout', 'memory', 'rows']);

/** Kinds that pass by themselves, so that the caller may try again. */
const PASSING: ReadonlySet<StoreErrorKind> = new Set<StoreErrorKind>([
  'busy',
  'unavailable',
  'locked',
  'disk',
  'closed',
]);

/** What the caller hears of an error that a handler threw: that it asked for too much, that it may try again, or nothing at all. */
export function answerForError(error: unknown, family: Family): Answer {
  if (error instanceof StoreError && COSTLY.has(error.kind)) return family.tooCostly(RETRY_AFTER_SECONDS);
  return isPassing(error) ? family.unavailable(RETRY_AFTER_SECONDS) : family.internalError();
}

function isPassing(error: unknown): boolean {
  return error instanceof KeySetUnavailable || (error instanceof StoreError && PASSING.has(error.kind));
}
