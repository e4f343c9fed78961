import type { DemoApp } from './company';
import type { DemoEvent } from './demo-event';
import type { Person } from './people';
import type { Random } from './random';
import { iso, workingInstantMs } from './sessions-of-day';

const MINUTE_MS = 60_000;
const MAX_MINUTES = 14 * 60;

/** A person's use of apps on one day: intervals from the desktop agent, a day's report from the browser. */
export function appUsageOfDay(person: Person, date: string, busyness: number, random: Random): DemoEvent[] {
  return person.apps
    .filter(() => random.chance(0.75 * Math.min(1, busyness)))
    .flatMap((app) => {
      const minutes = Math.min(MAX_MINUTES, app.minutesADay * random.logNormal());
      const isDesktop = app.platform === 'desktop' || (app.platform === 'both' && random.chance(0.5));
      return isDesktop
        ? intervals(person, app, date, minutes, random)
        : [report(person, app, date, minutes, random)];
    });
}

function intervals(person: Person, app: DemoApp, date: string, minutes: number, random: Random): DemoEvent[] {
  const count = 1 + random.below(2);
  return Array.from({ length: count }, (_, index) => {
    const startMs = workingInstantMs(person, date, random);
    const elapsedMs = Math.round((minutes / count) * MINUTE_MS);
    return {
      ...common(person, app),
      id: `i-${person.user_id}-${app.app_id.slice(-2)}-${date}-${index}`,
      platform: 'desktop',
      started_at: iso(startMs),
      ended_at: iso(startMs + elapsedMs),
      active_ms: Math.floor(elapsedMs * (0.5 + 0.5 * random.next())),
      session_count: 1 + random.below(4),
    };
  });
}

function report(person: Person, app: DemoApp, date: string, minutes: number, random: Random): DemoEvent {
  return {
    ...common(person, app),
    id: `r-${person.user_id}-${app.app_id.slice(-2)}-${date}`,
    platform: 'web',
    activity_date: date,
    active_ms: Math.round(minutes * MINUTE_MS),
    session_count: 1 + random.below(6),
    last_active_at: iso(workingInstantMs(person, date, random)),
  };
}

function common(person: Person, app: DemoApp): object {
  return {
    type: 'app_usage',
    user_id: person.user_id,
    client_id: person.client.client_id,
    app_id: app.app_id,
  };
}
