import type { QueryParams } from '../../../clickhouse/store';
import { DATE_SPAN, isoDate, storableDays } from '../dates/storable-days';
import { dayOfInstant } from './day-of-instant';

const MS_PER_DAY = 86_400_000;

/** Instants in Unix milliseconds, both inclusive, between which something was created. */
export interface CreationWindow {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The window as the SQL of presence takes it, cut to what can be stored; null if that is nothing. */
export function windowParams(tenant: string, { firstMs, lastMs }: CreationWindow): QueryParams | null {
  if (firstMs > lastMs) return null;
  const days = storableDays({ firstDay: dayOfInstant(firstMs), lastDay: dayOfInstant(lastMs) }, DATE_SPAN);
  if (!days) return null;
  return {
    tenant,
    first_day: isoDate(days.firstDay),
    last_day: isoDate(days.lastDay),
    first_ms: Math.max(firstMs, days.firstDay * MS_PER_DAY),
    last_ms: Math.min(lastMs, (days.lastDay + 1) * MS_PER_DAY - 1),
  };
}
