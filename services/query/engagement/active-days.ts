import type { QueryParams } from '../../../clickhouse/store';
import { DATE32_SPAN, type DaySpan, isoDate, storableDays } from '../dates/storable-days';

/** An inclusive span of days as the SQL of active days takes it; null if none of them can be stored. */
export function activeDaysParams(tenant: string, span: DaySpan): QueryParams | null {
  const days = storableDays(span, DATE32_SPAN);
  if (!days) return null;
  const firstDay = isoDate(days.firstDay);
  const lastDay = isoDate(days.lastDay);
  return {
    tenant,
    first_month: firstOfMonth(firstDay),
    last_month: firstOfMonth(lastDay),
    first_day: firstDay,
    last_day: lastDay,
  };
}

function firstOfMonth(isoDay: string): string {
  return `${isoDay.slice(0, 7)}-01`;
}
