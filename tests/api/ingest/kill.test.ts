import { createApi } from '../../support/api';
import type { Api } from '../../support/api';
import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';

const CLIENT = '6f1d7a4e-0000-4000-8000-00000000000a';
const APP = '6f1d7a4e-0000-4000-8000-00000000000b';
const KILLS = 4;
const PRODUCERS = 3;

let dataDir: string;
let service: ServiceProcess;
beforeEach(async () => {
  dataDir = await makeTempDir();
});
afterEach(async () => {
  await service.kill9();
  await removeDir(dataDir);
});

/** One request: an event of each kind, each by a user of its own, and one event that every request repeats. */
function batch(name: string): object[] {
  const at = '2026-03-09T10:00:00Z';
  const usage = {
    client_id: CLIENT,
    app_id: APP,
    platform: 'web',
    activity_date: '2026-03-09',
    active_ms: 1,
  };
  return [
    { type: 'session', id: 'e', user_id: `${name}-session`, org_id: 'org-a', created_at: at },
    { type: 'search', id: 'e', user_id: `${name}-search`, org_id: 'org-a', created_at: at },
    { type: 'app_usage', id: 'e', user_id: `${name}-usage`, ...usage },
    { type: 'session', id: 'same', user_id: 'everybody', org_id: 'org-a', created_at: at },
  ];
}

/** Sends batch after batch until the service is gone, noting what was sent and what was answered for. */
async function produce(api: Api, producer: string, sent: string[], accepted: string[]): Promise<void> {
  for (let number = 0; ; number += 1) {
    const name = `${producer}-${number}`;
    sent.push(name);
    try {
      const { status } = await api.postEvents(batch(name));
      if (status === 200) accepted.push(name);
    } catch {
      return;
    }
  }
}

it('after each kill -9 every accepted event is counted once, and each other request wholly or not at all', async () => {
  const token = mintToken({ tenant: 'acme', orgs: ['*'], clients: ['*'] });
  const sent: string[] = [];
  const accepted: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    service = await startProcess({ dataDir });
    const api = createApi(service.url, token);
    await api.put(`/v1/clients/${CLIENT}`, { name: 'C', timezone: 'UTC' });
    const target = accepted.length + 10 + 17 * kill;
    const producers = Array.from({ length: PRODUCERS }, (_, index) =>
      produce(api, `k${kill}-p${index}`, sent, accepted),
    );
    while (accepted.length < target) await new Promise((resolve) => setImmediate(resolve));
    await service.kill9();
    await Promise.all(producers);
  }

  service = await startProcess({ dataDir });
  const api = createApi(service.url, token);
  const day = '2026-03-09T00:00:00.000Z';
  const dashboard = await api.get(`/api/v1/engagement-dashboard/users/active-users?start=${day}&end=${day}`);
  const { month } = dashboard.body as { month: { usersList: string[] }[] };
  const users = new Set(month[0]?.usersList);
  const halves = sent.filter((name) => {
    const parts = ['session', 'search', 'usage'].filter((kind) => users.has(`${name}-${kind}`));
    return parts.length > 0 && parts.length < 3;
  });
  expect(halves).toEqual([]);
  const stored = sent.filter((name) => users.has(`${name}-session`));
  expect(accepted.filter((name) => !stored.includes(name))).toEqual([]);

  const range = `time_after=${Date.parse('2026-03-09') / 1000}&time_before=${Date.parse('2026-03-10') / 1000}`;
  const active = async (thresholds: string): Promise<unknown> => {
    const { body } = await api.get(`/v3/enterprise/metrics/active-users?${range}&${thresholds}`);
    return (body as { active_users: number }).active_users;
  };
  expect(await active('min_sessions=1&min_searches=1000000')).toBe(stored.length + 1);
  expect(await active('min_sessions=1000000&min_searches=1')).toBe(stored.length);
  expect(await active('min_sessions=2&min_searches=1000000')).toBe(0);
});
