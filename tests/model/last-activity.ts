import { instantMs } from './dates';
import type { SentEvent } from './sent-event';
import { isDayReport } from './sent-event';

/** A user's latest activity in a client, over all apps and all time, in Unix milliseconds. */
export interface LastActivity {
  readonly desktopMs: number | null;
  readonly webMs: number | null;
}

export function lastActivityKey(clientId: string, userId: string): string {
  return JSON.stringify([clientId, userId]);
}

/** Looks at every version ever accepted: it never moves back. A day's report without `last_active_at` moves nothing. */
export function lastActivities(events: readonly SentEvent[]): Map<string, LastActivity> {
  const latest = new Map<string, LastActivity>();
  for (const event of events) {
    if (event.type !== 'app_usage') continue;
    const text = isDayReport(event) ? event.last_active_at : event.ended_at;
    const key = lastActivityKey(event.client_id.toLowerCase(), event.user_id);
    const known = latest.get(key) ?? { desktopMs: null, webMs: null };
    if (text === undefined) continue;
    const ms = instantMs(text);
    latest.set(
      key,
      event.platform === 'desktop'
        ? { ...known, desktopMs: Math.max(ms, known.desktopMs ?? ms) }
        : { ...known, webMs: Math.max(ms, known.webMs ?? ms) },
    );
  }
  return latest;
}
