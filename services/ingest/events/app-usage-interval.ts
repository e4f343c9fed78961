import schema from '../../../schemas/events/app-usage-interval.json';
import type { AppUsageInterval } from '../../../schemas/generated/events/app-usage-interval';
import { HOUR_MS } from '../time/calendar';
import type { CheckedInterval } from './checked-event';
import { emptyReport } from './empty-report';
import type { EventForm } from './event-form';
import { instantMs, optionalInstantMs } from './event-form';
import { createFieldCheck } from './field-check';

const MAX_INTERVAL_MS = 24 * HOUR_MS;

/** App usage over an interval (contract 4; schemas/events/app-usage-interval.json). */
export const intervalForm: EventForm<AppUsageInterval, CheckedInterval> = {
  fields: createFieldCheck<AppUsageInterval>(schema, {
    rules: [
      {
        field: 'ended_at',
        holds: (event) => isBetween(0, lengthMs(event), MAX_INTERVAL_MS),
        message: 'must lie 0 to 24 hours after started_at',
      },
      {
        field: 'active_ms',
        holds: (event) => event.active_ms == null || event.active_ms <= lengthMs(event),
        message: 'must not be longer than the interval',
      },
    ],
  }),
  checked: (event) => {
    const [startedAtMs, endedAtMs] = [instantMs(event.started_at), instantMs(event.ended_at)];
    return {
      kind: 'interval',
      id: event.id,
      userId: event.user_id,
      clientId: event.client_id.toLowerCase(),
      appId: event.app_id.toLowerCase(),
      platform: event.platform,
      startedAtMs,
      endedAtMs,
      versionMs: optionalInstantMs(event.updated_at) ?? startedAtMs,
      activeMs: event.active_ms ?? endedAtMs - startedAtMs,
      sessionCount: event.session_count ?? schema.properties.session_count.default,
    };
  },
  times: ({ startedAtMs, endedAtMs, versionMs }) => [
    ['/started_at', startedAtMs],
    ['/ended_at', endedAtMs],
    ['/updated_at', versionMs],
  ],
  otherProblem: emptyReport,
};

function lengthMs({ started_at, ended_at }: AppUsageInterval): number {
  return instantMs(ended_at) - instantMs(started_at);
}

function isBetween(min: number, value: number, max: number): boolean {
  return value >= min && value <= max;
}
