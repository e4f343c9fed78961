import type { SentEvent } from '../../model/sent-event';
import { APP_IDS, CLIENT_IDS } from '../../properties/arbitraries/pools';
import type { EventsWrite } from '../traffic/write';

/** A request whose commit writes to every table: each type of event, two local dates, a user who is new, a refused event. */
export function wholeCommit(number: number): EventsWrite {
  const user_id = number % 2 === 0 ? 'u1' : `new-${number}`;
  const id = `whole-${number}`;
  const [client_id = '', app_id = ''] = [CLIENT_IDS[number % CLIENT_IDS.length], APP_IDS[number % 2]];
  const created_at = '2026-03-09T10:00:00Z';
  const events: SentEvent[] = [
    {
      ...{ type: 'session', id, user_id, org_id: 'org-b', created_at, ended_at: '2026-03-09T13:30:00Z' },
      ...{ category: 'bug_fixing', acus: 1.5, pull_requests: [{ id: `pr-${number}`, state: 'merged' }] },
    },
    { type: 'search', id, user_id, org_id: 'org-c', created_at },
    {
      ...{ type: 'app_usage', id, user_id, client_id, app_id, platform: 'web' },
      ...{ started_at: '2026-03-08T12:00:00Z', ended_at: '2026-03-09T11:00:00Z', active_ms: 5_000_000 },
    },
    {
      ...{ type: 'app_usage', id, user_id, client_id, app_id, platform: 'desktop' },
      ...{ activity_date: '2026-03-07', active_ms: 60_000, last_active_at: '2026-03-07T12:00:00Z' },
    },
  ];
  return { kind: 'events', seed: number, events, withRefused: true, form: 'array' };
}
