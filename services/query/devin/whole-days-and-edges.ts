import { DATE_SPAN, isoDate } from '../dates/storable-days';
import type { TimeRange } from './time-range';

const SECONDS_PER_DAY = 86_400;
const STORABLE_SECONDS = BigInt((DATE_SPAN.lastDay + 1) * SECONDS_PER_DAY);

/** A range cut into the whole UTC days in it and the at most two days that it holds only a part of. */
export interface WholeDaysAndEdges {
  /** YYYY-MM-DD, both inclusive; null if the range holds no whole day. */
  readonly wholeDays: { readonly first: string; readonly last: string } | null;
  readonly raggedDays: readonly string[];
  /** Unix seconds; the range itself, cut to what can be stored. */
  readonly timeAfter: number;
  readonly timeBefore: number;
}

/** Null if nothing in the range can be stored (before 1970 or after 2149-06-06). */
export function wholeDaysAndEdges(range: TimeRange): WholeDaysAndEdges | null {
  const timeAfter = Number(range.timeAfter < 0n ? 0n : range.timeAfter);
  const timeBefore = Number(range.timeBefore > STORABLE_SECONDS ? STORABLE_SECONDS : range.timeBefore);
  if (timeAfter >= timeBefore) return null;
  const firstDay = Math.floor(timeAfter / SECONDS_PER_DAY);
  const lastDay = Math.floor((timeBefore - 1) / SECONDS_PER_DAY);
  const startsRagged = timeAfter % SECONDS_PER_DAY !== 0;
  const endsRagged = timeBefore % SECONDS_PER_DAY !== 0;
  const ragged = new Set([...(startsRagged ? [firstDay] : []), ...(endsRagged ? [lastDay] : [])]);
  const firstWholeDay = startsRagged ? firstDay + 1 : firstDay;
  const lastWholeDay = endsRagged ? lastDay - 1 : lastDay;
  return {
    wholeDays:
      firstWholeDay <= lastWholeDay ? { first: isoDate(firstWholeDay), last: isoDate(lastWholeDay) } : null,
    raggedDays: [...ragged].map(isoDate),
    timeAfter,
    timeBefore,
  };
}
