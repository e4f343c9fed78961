import type { QueryParams } from '../../../clickhouse/store';
import { DATE32_SPAN, type DaySpan, isoDate, storableDays } from '../dates/storable-days';

/** An inclusive span of days as the SQL of active days takes it; null if none of them can be stored. */
export function activeDaysParams(tenant: string, span: DaySpan): QueryParams | null {
  const days = storableDays(span, DATE32_SPAN);
  if (!days) return null;
  return { tenant, first_day: isoDate(days.firstDay), last_day: isoDate(days.lastDay) };
}
