import schema from '../../../schemas/events/app-usage-day-report.json';
import type { AppUsageDayReport } from '../../../schemas/generated/events/app-usage-day-report';
import { DAY_MS } from '../time/calendar';
import { parseDate } from '../time/rfc3339';
import type { CheckedDayReport } from './checked-event';
import { emptyReport } from './empty-report';
import type { EventForm } from './event-form';
import { instantMs, optionalInstantMs } from './event-form';
import { createFieldCheck } from './field-check';

/** App usage of one local date (contract 4; schemas/events/app-usage-day-report.json). */
export const dayReportForm: EventForm<AppUsageDayReport, CheckedDayReport> = {
  fields: createFieldCheck<AppUsageDayReport>(schema),
  checked: (event) => ({
    kind: 'day-report',
    id: event.id,
    userId: event.user_id,
    clientId: event.client_id.toLowerCase(),
    appId: event.app_id.toLowerCase(),
    platform: event.platform,
    activityDate: event.activity_date,
    versionMs: event.updated_at == null ? midnightMs(event.activity_date) : instantMs(event.updated_at),
    activeMs: event.active_ms,
    sessionCount: event.session_count ?? schema.properties.session_count.default,
    lastActiveAtMs: optionalInstantMs(event.last_active_at),
  }),
  // Tomorrow's midnight is never more than 24 hours ahead, so the date is one time among the others.
  times: ({ activityDate, versionMs, lastActiveAtMs }) => [
    ['/activity_date', midnightMs(activityDate)],
    ['/updated_at', versionMs],
    ['/last_active_at', lastActiveAtMs],
  ],
  otherProblem: emptyReport,
};

/** Midnight UTC of a date that the schema has let through. */
function midnightMs(date: string): number {
  const day = parseDate(date);
  if (day === undefined) throw new Error('a date that no schema has checked');
  return day * DAY_MS;
}
