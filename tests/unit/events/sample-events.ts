import type { EventContext } from '../../../services/ingest/events/check-event';

export const NOW_MS = Date.parse('2026-03-10T15:00:00Z');
export const CLIENT_ID = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
export const APP_ID = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';

/** Everything is allowed and every client known. */
export const OPEN: EventContext = {
  nowMs: NOW_MS,
  principal: { orgs: undefined, clients: undefined },
  isKnownClient: () => true,
};

export type Sample = Readonly<Record<string, unknown>>;

/** The least and the most that each form can carry. */
export const SESSION: Sample = {
  type: 'session',
  id: 's-1',
  user_id: 'u-1',
  org_id: 'org-1',
  created_at: '2026-03-10T12:00:00+02:00',
};
export const FULL_SESSION: Sample = {
  ...SESSION,
  updated_at: '2026-03-10T13:00:00Z',
  ended_at: '2026-03-10T12:30:00.5Z',
  origin: 'webapp',
  size: 'm',
  category: 'Bug fix',
  subcategory_id: 'sub-1',
  subcategory_name: 'Crash',
  playbook_id: 'p-1',
  from_search: true,
  acus: 1.25,
  pull_requests: [
    { id: 'pr-1', state: 'merged', created_at: '2026-03-10T12:10:00Z', taken_over: true },
    { id: 'pr-2', state: 'open' },
  ],
};
export const SEARCH: Sample = { ...SESSION, type: 'search', id: 'q-1' };
export const INTERVAL: Sample = {
  type: 'app_usage',
  id: 'i-1',
  user_id: 'u-1',
  client_id: CLIENT_ID.toUpperCase(),
  app_id: APP_ID.toUpperCase(),
  platform: 'desktop',
  started_at: '2026-03-10T10:00:00Z',
  ended_at: '2026-03-10T11:00:00Z',
};
export const FULL_INTERVAL: Sample = {
  ...INTERVAL,
  updated_at: '2026-03-10T11:30:00Z',
  active_ms: 60_000,
  session_count: 3,
};
export const DAY_REPORT: Sample = {
  type: 'app_usage',
  id: 'd-1',
  user_id: 'u-1',
  client_id: CLIENT_ID,
  app_id: APP_ID,
  platform: 'web',
  activity_date: '2026-03-09',
  active_ms: 90_000_000,
};
export const FULL_DAY_REPORT: Sample = {
  ...DAY_REPORT,
  updated_at: '2026-03-10T11:30:00Z',
  session_count: 0,
  last_active_at: '2026-03-09T22:00:00Z',
};

export const FULL_SAMPLES: readonly (readonly [name: string, sample: Sample])[] = [
  ['session', FULL_SESSION],
  ['search', { ...SEARCH, updated_at: '2026-03-10T13:00:00Z' }],
  ['interval', FULL_INTERVAL],
  ["day's report", FULL_DAY_REPORT],
];

export function without(sample: Sample, name: string): Sample {
  return Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name));
}
