import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createApi } from '../../support/api';
import type { Api } from '../../support/api';
import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { CLIENT, eventsOf, filesWith } from './support';

const KILLS = 3;
const DAY = '2026-03-09';
const token = mintToken({ tenant: 'acme' });

let dataDir: string;
let service: ServiceProcess;
beforeEach(async () => {
  dataDir = await makeTempDir();
  service = await startProcess({ dataDir });
  const api = createApi(service.url, token);
  await api.put(`/v1/clients/${CLIENT}`, { name: 'C', timezone: 'UTC' });
});
afterEach(async () => {
  await service.kill9();
  await removeDir(dataDir);
});

async function activeUsers(api: Api): Promise<string[]> {
  const day = `${DAY}T00:00:00.000Z`;
  const { body } = await api.get(`/api/v1/engagement-dashboard/users/active-users?start=${day}&end=${day}`);
  return (body as { month: { usersList: string[] }[] }).month[0]?.usersList ?? [];
}

/** Resolves when an erasure has put itself on disk. */
async function untilBegun(): Promise<void> {
  const directory = join(dataDir, 'journal', 'erasures');
  for (;;) {
    const files = await readdir(directory);
    if (files.some((file) => file.endsWith('.erasing'))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('after a kill -9 in the middle the person is gone before the service is ready, and the others are whole', async () => {
  const victims = Array.from({ length: KILLS }, (_, kill) => `victim-${kill}`);
  await createApi(service.url, token).postEvents(
    [...victims, 'bob'].flatMap((userId) => eventsOf(userId, DAY)),
  );
  for (const [kill, userId] of victims.entries()) {
    const api = createApi(service.url, token);
    await api.put(`/v1/clients/${CLIENT}/users/${userId}`, { username: userId, user_key: userId });
    const answer = api.delete(`/v1/users/${userId}`).catch(() => undefined);
    await untilBegun();
    await pause(kill * 150);
    await service.kill9();
    await answer;
    service = await startProcess({ dataDir });
    const after = createApi(service.url, token);
    expect(await activeUsers(after)).toEqual(['bob', ...victims.slice(kill + 1)].sort());
    const again = await after.delete(`/v1/users/${userId}`);
    const { removed } = again.body as { removed: Record<string, number> };
    expect(Object.values(removed).filter((count) => count !== 0)).toEqual([]);
    expect((await after.get(`/v1/clients/${CLIENT}/users/${userId}`)).status).toBe(404);
    expect((await after.postEvents(eventsOf(userId, DAY))).status).toBe(422);
  }
});

test('after a while no byte of a person is on the disk', async () => {
  const api = createApi(service.url, token);
  const id = 'someone-to-be-forgotten';
  await api.postEvents([...eventsOf(id, DAY), ...eventsOf('bob', DAY)]);
  await api.put(`/v1/clients/${CLIENT}/users/${id}`, { username: `name of ${id}`, user_key: id });
  await api.postEvents([{ type: 'session', user_id: id }]);
  expect(await filesWith(dataDir, id)).not.toEqual([]);
  await api.delete(`/v1/users/${id}`);
  expect(await activeUsers(api)).toEqual(['bob']);
  while ((await filesWith(dataDir, id)).length > 0) await pause(500);
  while ((await readdir(join(dataDir, 'journal', 'erasures'))).length > 0) await pause(500);
  expect(await activeUsers(api)).toEqual(['bob']);
});
