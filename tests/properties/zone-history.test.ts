import { appUsers } from '../model/apps/app-users';
import { settle } from '../model/facts';
import type { SentInterval } from '../model/sent-event';
import { createApi } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';

const HOUR_MS = 3_600_000;
const CLIENT = 'aa7cf840-0000-4000-8000-000000000009';
const APP = 'f1a2b3c4-0000-4000-8000-000000000009';
const START_MS = Date.parse('2026-03-01T12:00:00.000Z');

let service: InProcessService;
let nowMs = START_MS;

beforeAll(async () => {
  service = await startInProcess(() => new Date(nowMs));
});
afterAll(() => service.stop());

test('a zone is corrected while there is no usage; later changes hold for usage that starts a day after', async () => {
  const api = createApi(service.url, mintToken({ tenant: 'zone-history' }));
  const setZone = async (timezone: string): Promise<void> => {
    const reply = await api.put(`/v1/clients/${CLIENT}`, { name: 'Mover', timezone });
    expect(reply.status).toBe(200);
  };
  const events: SentInterval[] = [];
  const use = async (startMs: number): Promise<void> => {
    const event = interval(startMs);
    events.push(event);
    expect((await api.postEvents([event])).status).toBe(200);
  };

  await setZone('Europe/Berlin');
  await setZone('America/New_York');
  await use(START_MS - 3 * HOUR_MS);

  nowMs += HOUR_MS;
  const changedAt = nowMs;
  await setZone('Pacific/Auckland');
  nowMs += HOUR_MS;
  await setZone('Pacific/Auckland');
  nowMs += 30 * HOUR_MS;
  const edge = changedAt + 24 * HOUR_MS;
  for (const startMs of [edge - 30 * HOUR_MS, edge - 1, edge, edge + 1, edge + 5 * HOUR_MS])
    await use(startMs);

  nowMs += HOUR_MS;
  const changedAgainAt = nowMs;
  await setZone('Asia/Kolkata');
  nowMs += 48 * HOUR_MS;
  const secondEdge = changedAgainAt + 24 * HOUR_MS;
  for (const startMs of [edge - 2, secondEdge - 1, secondEdge, secondEdge + 9 * HOUR_MS]) await use(startMs);
  const [first] = events;
  if (first !== undefined) expect((await api.postEvents([first])).status).toBe(200);

  const facts = settle({
    events,
    users: [],
    apps: [],
    clients: [
      {
        client_id: CLIENT,
        zones: [
          { valid_from_ms: 0, timezone: 'America/New_York' },
          { valid_from_ms: edge, timezone: 'Pacific/Auckland' },
          { valid_from_ms: secondEdge, timezone: 'Asia/Kolkata' },
        ],
      },
    ],
  });
  const users = `/v2/clients/${CLIENT}/analytics/apps/${APP}/utilization/users?granularity=daily`;
  for (let day = 1; day <= 9; day += 1) {
    const date = `2026-03-0${day}`;
    const question = { client_id: CLIENT, app_id: APP, start_date: date, end_date: date };
    const { body } = await api.get(`${users}&start_date=${date}&end_date=${date}`);
    expect({ date, body }).toEqual({ date, body: appUsers(facts, question) });
  }
});

/** Ten hours of use: long enough to cross a midnight in most zones. */
function interval(startMs: number): SentInterval {
  return {
    type: 'app_usage',
    id: `use ${startMs}`,
    user_id: `user ${startMs}`,
    client_id: CLIENT,
    app_id: APP,
    platform: 'desktop',
    started_at: new Date(startMs).toISOString(),
    ended_at: new Date(startMs + 10 * HOUR_MS).toISOString(),
  };
}
