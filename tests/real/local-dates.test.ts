import { appUsers } from '../model/apps/app-users';
import { addDays, datesBetween } from '../model/dates';
import { settle } from '../model/facts';
import type { SentInterval } from '../model/sent-event';
import { createRandom } from '../../scripts/demo/random';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';

const HOUR_MS = 3_600_000;
const APP = 'f1a2b3c4-0000-4000-8000-000000000077';

/** A zone and dates in it on which a day is not 24 hours long, or does not exist. */
const CASES = [
  ['Asia/Kolkata', '2026-03-08'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2025-11-02'],
  ['Australia/Lord_Howe', '2025-10-05'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/St_Johns', '2006-10-29'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Africa/Cairo', '2010-09-10'],
  ['Asia/Kathmandu', '1986-01-01'],
] as const;

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess();
});
afterAll(() => service.stop());

test.each(CASES)('usage in %s around %s falls on the dates of the local clock', async (timezone, day) => {
  const api = createApi(service.url, mintToken({ tenant: `${timezone} ${day}` }));
  const client_id = 'aa7cf840-0000-4000-8000-000000000077';
  expect((await api.put(`/v1/clients/${client_id}`, { name: 'Client', timezone })).status).toBe(200);
  const events = intervalsAround(day, client_id);
  expect((await api.postEvents(events)).status).toBe(200);

  const facts = settle({
    events,
    clients: [{ client_id, zones: [{ valid_from_ms: 0, timezone }] }],
    users: [],
    apps: [],
  });
  const [first, last] = [addDays(day, -3), addDays(day, 3)];
  const ranges = [[first, last] as const, ...datesBetween(first, last).map((date) => [date, date] as const)];
  for (const [start_date, end_date] of ranges) {
    const path =
      `/v2/clients/${client_id}/analytics/apps/${APP}/utilization/users` +
      `?granularity=daily&start_date=${start_date}&end_date=${end_date}&page_size=200`;
    const { body } = await api.get(path);
    expect(body).toEqual(appUsers(facts, { client_id, app_id: APP, start_date, end_date }));
  }
});

/** Intervals of all lengths from three days before to three days after, most of them across some midnight. */
function intervalsAround(day: string, client_id: string): SentInterval[] {
  const random = createRandom(`${client_id} ${day}`);
  const fromMs = Date.parse(`${day}T00:00:00Z`) - 54 * HOUR_MS;
  return Array.from({ length: 150 }, (_, index) => {
    const startMs = fromMs + random.below(84) * HOUR_MS + random.pick([0, 1, 60_000, random.below(HOUR_MS)]);
    const length = random.pick([0, 1, 30 * 60_000, 24 * HOUR_MS, random.below(24 * HOUR_MS)]);
    return {
      type: 'app_usage' as const,
      id: `interval-${index}`,
      user_id: `user-${index % 40}`,
      client_id,
      app_id: APP,
      platform: random.pick(['desktop', 'web'] as const),
      started_at: new Date(startMs).toISOString(),
      ended_at: new Date(startMs + length).toISOString(),
      active_ms: random.chance(0.5) ? length : random.below(length + 1),
      session_count: 1 + random.below(3),
    };
  });
}
