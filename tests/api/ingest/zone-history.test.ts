import { startIngest } from './support/ingest-under-test';
import type { IngestUnderTest } from './support/ingest-under-test';

const CLIENT = '6f1d7a4e-0000-4000-8000-00000000000a';
const APP = '6f1d7a4e-0000-4000-8000-00000000000b';
const HOUR_MS = 3_600_000;

let clockMs: number;
let service: IngestUnderTest;
beforeEach(async () => {
  clockMs = Date.parse('2026-03-10T12:00:00.000Z');
  service = await startIngest({ now: () => new Date(clockMs), hasOtherWriters: false });
});
afterEach(async () => {
  await service.stop();
});

async function putZone(timezone: string): Promise<void> {
  const answer = await service.send(`/v1/clients/${CLIENT}`, {
    method: 'PUT',
    body: { name: 'C', timezone },
  });
  expect([answer.status, answer.body.timezone]).toEqual([200, timezone]);
}

/** Usage of a moment, by a user of its own. */
async function use(user: string, atMs: number): Promise<void> {
  const at = new Date(atMs).toISOString();
  const event = {
    ...{ type: 'app_usage', id: 'one', user_id: user, client_id: CLIENT, app_id: APP, platform: 'web' },
    ...{ started_at: at, ended_at: at },
  };
  const answer = await service.send('/v1/events', { body: event });
  expect(answer.body).toMatchObject({ accepted: 1 });
}

/** On which of these dates the user was active. */
async function datesOf(user: string, ...dates: string[]): Promise<string[]> {
  const used: string[] = [];
  for (const date of dates) {
    const path = `/api/v1/engagement-dashboard/users/active-users?start=${date}T00:00:00.000Z&end=${date}T00:00:00.000Z`;
    const { body } = await service.send(path, { headers: {} });
    if (JSON.stringify(body).includes(`"${user}"`)) used.push(date);
  }
  return used;
}

const LATE_EVENING = Date.parse('2026-03-09T23:30:00.000Z');
const NEIGHBOURS = ['2026-03-09', '2026-03-10'] as const;

describe("a client's zone", () => {
  it('can be corrected while there is no usage, and then holds for all the past', async () => {
    await putZone('UTC');
    await putZone('Asia/Tokyo');
    await use('u1', LATE_EVENING);
    expect(await datesOf('u1', ...NEIGHBOURS)).toEqual(['2026-03-10']);
  });

  it('once there is usage, another one holds for usage that starts a day later, and replays keep their dates', async () => {
    await putZone('UTC');
    await use('before', LATE_EVENING);
    await putZone('Asia/Tokyo');
    await use('before', LATE_EVENING);
    await use('late', LATE_EVENING);
    expect(await datesOf('before', ...NEIGHBOURS)).toEqual(['2026-03-09']);
    expect(await datesOf('late', ...NEIGHBOURS)).toEqual(['2026-03-09']);

    clockMs += 48 * HOUR_MS;
    await use('after', Date.parse('2026-03-11T23:30:00.000Z'));
    expect(await datesOf('after', '2026-03-11', '2026-03-12')).toEqual(['2026-03-12']);
  });

  it('the same zone again changes nothing', async () => {
    await putZone('UTC');
    await use('before', LATE_EVENING);
    await putZone('Asia/Tokyo');
    clockMs += 12 * HOUR_MS;
    await putZone('Asia/Tokyo');
    await use('after', clockMs + 12 * HOUR_MS + 1);
    const stored = await service.store.query<{ zone_names: string[] }>('directory/clients', {
      ...{ tenant: 'acme', client_ids: [CLIENT] },
    });
    expect(stored.map(({ zone_names }) => zone_names)).toEqual([['UTC', 'Asia/Tokyo']]);
  });

  it('usage that was taken earlier keeps its date even if the clock goes back before the change', async () => {
    await putZone('UTC');
    const furthest = clockMs + 24 * HOUR_MS;
    await use('ahead', furthest);
    clockMs -= HOUR_MS;
    await putZone('Pacific/Kiritimati');
    clockMs += HOUR_MS;
    await use('ahead', furthest);
    expect(await datesOf('ahead', '2026-03-11', '2026-03-12')).toEqual(['2026-03-11']);
  });

  it('is remembered over a restart, with its history', async () => {
    await putZone('UTC');
    await use('before', LATE_EVENING);
    await putZone('Asia/Tokyo');
    await service.restart();
    await use('before', LATE_EVENING);
    expect(await datesOf('before', ...NEIGHBOURS)).toEqual(['2026-03-09']);
  });

  it('changed by another process, it holds here too', async () => {
    await putZone('UTC');
    await use('before', LATE_EVENING);
    await service.restart({ hasOtherWriters: true });
    await use('loaded', LATE_EVENING);
    const validFrom = '2026-03-01 00:00:00.000';
    const zones = [
      { valid_from: '1970-01-01 00:00:00.000', timezone: 'UTC' },
      { valid_from: validFrom, timezone: 'Asia/Tokyo' },
    ];
    await service.store.insert({
      table: 'headcount.clients',
      columns: ['tenant', 'client_id', 'name', 'zones', 'updated_at', 'version'],
      rows: [JSON.stringify(['acme', CLIENT, 'C', zones, validFrom, (clockMs + 1) * 1000])],
    });
    await use('after', LATE_EVENING);
    expect(await datesOf('after', ...NEIGHBOURS)).toEqual(['2026-03-10']);
  });
});
