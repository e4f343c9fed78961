import { createApi } from '../../support/api';
import { mintToken } from '../../support/service';
import { activityOf, APP, CLIENT, countsOf, wholeCounts } from './facts';
import { startInstallation } from './sides';
import type { Installation, Side } from './sides';

let installation: Installation;
let ingest: Side;
let query: Side;

beforeAll(async () => {
  installation = await startInstallation();
  ingest = await installation.start('ingest', 'ingest');
  query = await installation.start('query', 'query');
  const put = await ingest.api.put(`/v1/clients/${CLIENT}`, { name: 'Acme', timezone: 'UTC' });
  expect(put.status).toBe(200);
});
afterAll(() => installation.stop());

async function statusOf(url: string, method = 'GET'): Promise<number> {
  const response = await fetch(url, { method });
  await response.arrayBuffer();
  return response.status;
}

test('both are ready, and each offers its own side alone', async () => {
  expect([await statusOf(`${ingest.url}/readyz`), await statusOf(`${query.url}/readyz`)]).toEqual([200, 200]);
  expect(await statusOf(`${query.url}/v1/events`, 'POST')).toBe(404);
  expect(await statusOf(`${ingest.url}/v3/enterprise/metrics/dau`)).toBe(404);
  expect(await statusOf(`${ingest.url}/v1/events`, 'POST')).toBe(401);
  expect(await statusOf(`${query.url}/v3/enterprise/metrics/dau`)).toBe(401);
});

test('what one has answered the other counts at once, everywhere', async () => {
  for (let count = 1; count <= 5; count += 1) {
    const posted = await ingest.api.postEvents(activityOf('ann', count));
    expect(posted).toMatchObject({ status: 200, body: { accepted: 3 * count } });
    expect(await countsOf(query.api, 'ann')).toEqual(wholeCounts(count));
  }
});

test('what one has answered about the directory the other says at once', async () => {
  await ingest.api.postEvents(activityOf('bob', 1));
  const period = 'granularity=daily&start_date=2026-03-01&end_date=2026-03-31';
  for (const name of ['first', 'second', 'third']) {
    const names = { username: name, user_key: `${name} key` };
    const put = await ingest.api.put(`/v1/clients/${CLIENT}/users/bob`, names);
    await ingest.api.put(`/v1/clients/${CLIENT}/apps/${APP}`, { canonical_name: `app ${name}` });
    expect(put.status).toBe(200);
    const users = await query.api.get(
      `/v2/clients/${CLIENT}/analytics/apps/${APP}/utilization/users?${period}`,
    );
    const { data } = users.body as { data: { user: { id: string } }[] };
    expect(data.find(({ user }) => user.id === 'bob')?.user).toMatchObject(names);
    const apps = await query.api.get(`/v2/clients/${CLIENT}/analytics/apps/utilization?${period}`);
    expect(apps.body).toMatchObject({ data: [{ app: { canonical_name: `app ${name}` } }] });
  }
});

test('a token of another key opens neither', async () => {
  const token = mintToken({ tenant: 'acme', secret: 'another-secret-that-is-long-enough-too' });
  for (const { url } of [ingest, query]) {
    const path = url === ingest.url ? `/v1/clients/${CLIENT}` : '/v3/enterprise/metrics/dau';
    expect((await createApi(url, token).get(path)).status).toBe(401);
  }
});

/** As a producer does: the very same events again until they are answered for. */
async function deliver(events: readonly object[]): Promise<number[]> {
  const statuses: number[] = [];
  for (;;) {
    const { status, body } = await ingest.api.postEvents(events);
    statuses.push(status);
    if (status !== 503) {
      expect([status, body]).toMatchObject([200, { accepted: events.length, rejected_count: 0 }]);
      return statuses;
    }
  }
}

function lostInserts(): number {
  return ingest.log().split('an insert failed').length - 1;
}

test.each(['cut-before', 'cut-after'] as const)(
  'a connection lost in the middle of an insert (%s) is asked again, and everything counts once',
  async (when) => {
    const lostBefore = lostInserts();
    for (let round = 1; round <= 4; round += 1) {
      const user = `${when}-${round}`;
      await installation.front.cutNextInsert(when);
      await deliver(activityOf(user, 20));
      expect([round, await countsOf(query.api, user)]).toEqual([round, wholeCounts(20)]);
      await deliver(activityOf(user, 20));
      expect([round, await countsOf(query.api, user)]).toEqual([round, wholeCounts(20)]);
    }
    expect(lostInserts() - lostBefore).toBe(4);
    expect(await statusOf(`${ingest.url}/readyz`)).toBe(200);
  },
);

test.each(['cut-before', 'cut-after'] as const)(
  'a connection lost while the directory is written (%s) is asked again, and the last word holds',
  async (when) => {
    for (const name of ['one', 'two']) {
      await installation.front.cutNextInsert(when);
      const put = await ingest.api.put(`/v1/clients/${CLIENT}/users/carl`, {
        username: name,
        user_key: when,
      });
      expect(put).toMatchObject({ status: 200, body: { username: name } });
      expect(await ingest.api.get(`/v1/clients/${CLIENT}/users/carl`)).toEqual(put);
    }
  },
);

test('a caller that goes away, lost connections and a killed process change nothing: sent again, everything counts once', async () => {
  const events = activityOf('dora', 30);
  for (const when of ['cut-before', 'cut-after'] as const) {
    await installation.front.cutNextInsert(when);
    const left = fetch(`${ingest.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${mintToken({ tenant: 'acme' })}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(30),
    });
    await left.then(
      () => undefined,
      () => undefined,
    );
    await ingest.kill9();
    ingest = await installation.start('ingest', 'ingest');
  }
  await deliver(events);
  expect(await countsOf(query.api, 'dora')).toEqual(wholeCounts(30));
});

test('without the server both say so, with 503, and stop cleanly', async () => {
  await installation.front.stop();
  for (const { url } of [ingest, query]) expect(await statusOf(`${url}/readyz`)).toBe(503);
  const asked = await query.api.get('/v3/enterprise/metrics/dau?time_after=0&time_before=86400');
  expect(asked).toEqual({ status: 503, body: { detail: 'Service Unavailable' } });
  expect([await ingest.stop(), await query.stop()]).toEqual([0, 0]);
});
