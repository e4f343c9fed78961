import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';

/** Everything about the person that a request can hold, and the token. */
const PERSON = 'ada.lovelace';
const CLIENT = '6f1d7a4e-0000-4000-8000-00000000000a';

test('each request is a line of JSON with its id, and nothing that the caller sent about people', async () => {
  const directory = await makeTempDir();
  const service = await startProcess({
    dataDir: join(directory, 'data'),
    port: await freePort(),
    env: { LOG_LEVEL: 'debug' },
  });
  const token = mintToken({ tenant: PERSON, sub: PERSON });
  const ask = async (
    path: string,
    init: { method?: string; body?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<string> => {
    const headers = { authorization: `Bearer ${token}`, 'x-request-id': PERSON, ...init.headers };
    const answer = await fetch(service.url + path, { ...init, headers });
    return answer.headers.get('x-request-id') ?? '';
  };
  const json = { 'content-type': 'application/json' };
  const event = {
    type: 'session',
    id: PERSON,
    user_id: PERSON,
    org_id: PERSON,
    created_at: '2026-01-01T00:00:00Z',
  };
  const ids = [
    await ask('/v1/events', {
      method: 'POST',
      headers: json,
      body: JSON.stringify([event, { ...event, [PERSON]: 1 }]),
    }),
    await ask('/v1/events', { method: 'POST', headers: json, body: `{"${PERSON}` }),
    await ask(`/v1/clients/${CLIENT}/users/${PERSON}`, { method: 'PUT', headers: json, body: '{}' }),
    await ask(`/v3/enterprise/metrics/sessions?time_after=0&time_before=1&user_ids=${PERSON}`),
    await ask(`/v1/metrics/users?user_id=${PERSON}`),
    await ask(`/nowhere/${PERSON}?${PERSON}=${PERSON}`, {
      headers: { 'user-agent': PERSON, referer: PERSON, cookie: PERSON },
    }),
    await ask('/readyz', { headers: { authorization: 'Bearer x' } }),
  ];
  while (!ids.every((id) => service.log().includes(id))) await pause(5);
  await service.stop();
  const lines = service
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  await removeDir(directory);

  expect(service.log()).not.toContain(PERSON);
  expect(service.log()).not.toContain(token);
  for (const line of lines)
    expect(line).toMatchObject({
      level: expect.any(String) as string,
      message: expect.any(String) as string,
      timestamp: expect.any(String) as string,
    });
  const requests = lines.filter(({ message }) => message === 'request');
  expect(requests.map(({ request_id }) => request_id)).toEqual(expect.arrayContaining(ids));
  expect(new Set(requests.map(({ request_id }) => request_id)).size).toBe(requests.length);
  const fields = ['request_id', 'method', 'route', 'status', 'ms', 'bytes', 'level', 'message', 'timestamp'];
  for (const line of requests) expect(Object.keys(line).sort()).toEqual([...fields].sort());
});
