import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../../clickhouse/errors';
import type { InsertBatch, Store } from '../../../clickhouse/store';
import { encodeCommit } from '../../../services/ingest/commit/commit-payload';
import { Journal } from '../../../services/ingest/commit/journal';
import { GROUP_POLICY } from '../../../services/ingest/commit/policy';
import { toRows } from '../../../services/ingest/events/rows';
import { startIngest } from './support/ingest-under-test';
import type { IngestUnderTest, Received } from './support/ingest-under-test';

/** Stands between the write side and the real store; a test says which inserts fail, or wait. */
let fault: (batch: InsertBatch) => Promise<void> | void;
let service: IngestUnderTest;

function withFaults(store: Store): Store {
  const insert = async (batch: InsertBatch): Promise<void> => {
    await fault(batch);
    await store.insert(batch);
  };
  return { ...store, insert };
}

beforeEach(() => {
  fault = () => undefined;
});
afterEach(async () => {
  fault = () => undefined;
  await service.stop();
});

const CREATED = '2026-03-09T10:00:00Z';
const event = (type: string, id: string, user = 'u1'): object => ({
  ...{ type, id, user_id: user, org_id: 'org-a', created_at: CREATED },
});

function post(...events: object[]): Promise<Received> {
  return service.send('/v1/events', { body: events });
}

/** Who is active by sessions, and who by searches; the dashboard counts both. */
async function counted(): Promise<{ sessions: unknown; searches: unknown; dashboard: unknown }> {
  const range = `time_after=${Date.parse('2026-03-09') / 1000}&time_before=${Date.parse('2026-03-10') / 1000}`;
  const active = async (thresholds: string): Promise<unknown> =>
    (await service.send(`/v3/enterprise/metrics/active-users?${range}&${thresholds}`)).body.active_users;
  const day = '2026-03-09T00:00:00.000Z';
  const path = `/api/v1/engagement-dashboard/users/active-users?start=${day}&end=${day}`;
  const { month } = (await service.send(path)).body as { month: { users: number }[] };
  return {
    sessions: await active('min_sessions=1&min_searches=1000000'),
    searches: await active('min_sessions=1000000&min_searches=1'),
    dashboard: month.reduce((sum, { users }) => sum + users, 0),
  };
}

async function untilFailed(times: number): Promise<void> {
  while (service.ingest().stats().counts.failedInserts < times) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('while the store is away', () => {
  it('a request waits, the service is not healthy, and when it is back the event is counted', async () => {
    service = await startIngest({ insertThrough: withFaults });
    fault = () => {
      throw new StoreError('unavailable');
    };
    const answer = post(event('session', 's'), event('search', 'q', 'u2'));
    await untilFailed(6);
    expect(service.ingest().healthy()).toBe(false);
    fault = () => undefined;
    expect((await answer).body).toMatchObject({ accepted: 2 });
    expect(service.ingest().healthy()).toBe(true);
    expect(await counted()).toEqual({ sessions: 1, searches: 1, dashboard: 2 });
  });

  it('a caller hears 503 with Retry-After in the end, and its events are still counted wholly', async () => {
    service = await startIngest({
      insertThrough: withFaults,
      groupPolicy: { ...GROUP_POLICY, answerDeadlineMs: 100 },
    });
    fault = ({ table }) => {
      if (table.endsWith('searches')) throw new StoreError('disk');
    };
    const answer = await post(event('session', 's'), event('search', 'q', 'u2'));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    fault = () => undefined;
    await service.restart();
    expect(await counted()).toEqual({ sessions: 1, searches: 1, dashboard: 2 });
  });

  it('a full queue refuses with 503, and takes events again when there is room', async () => {
    service = await startIngest({
      insertThrough: withFaults,
      groupPolicy: { ...GROUP_POLICY, maxWaitingRows: 3 },
    });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let running = Promise.resolve<Received | undefined>(undefined);
    await new Promise<void>((resolve) => {
      fault = () => {
        resolve();
        return gate;
      };
      running = post(event('session', 'first'));
    });
    const waiting = post(event('session', 'a'), event('session', 'b'));
    while (service.ingest().stats().waiting.rows < 2) await new Promise((resolve) => setImmediate(resolve));
    const refused = await post(event('session', 'c', 'u2'), event('session', 'd', 'u2'));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    open();
    expect([(await running)?.status, (await waiting).status]).toEqual([200, 200]);
    expect((await post(event('session', 'c', 'u2'))).status).toBe(200);
    expect((await counted()).sessions).toBe(2);
  });
});

describe('while an erasure takes longer than a request may', () => {
  it('events and the erasure hear 503 with Retry-After, the write path is not healthy, and afterwards all is as it should be', async () => {
    service = await startIngest({ insertThrough: withFaults });
    expect((await post(event('session', 's'), event('session', 't', 'u2'))).status).toBe(200);
    await service.restart({ groupPolicy: { ...GROUP_POLICY, answerDeadlineMs: 300 } });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    fault = ({ table }) => (table.endsWith('erased_users') ? gate : undefined);
    const answers = await Promise.all([
      service.send('/v1/users/u1', { method: 'DELETE' }),
      post(event('session', 'later', 'u3')),
    ]);
    for (const { status, headers } of answers)
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(service.ingest().healthy()).toBe(false);
    open();
    while (!service.ingest().healthy()) await new Promise((resolve) => setTimeout(resolve, 20));
    await service.restart();
    expect((await service.send('/v1/users/u1', { method: 'DELETE' })).status).toBe(200);
    expect((await post(event('session', 'later', 'u3'))).status).toBe(200);
    expect((await post(event('session', 's'))).status).toBe(422);
    expect(await counted()).toMatchObject({ sessions: 2, dashboard: 2 });
  });
});

describe('a start after an unclean stop', () => {
  it.each([
    ['nothing', []],
    ['one table', ['headcount.sessions']],
    ['everything', ['headcount.sessions', 'headcount.searches']],
  ])('sends a commit again of which %s had been stored, and counts it once', async (_, alreadyStored) => {
    service = await startIngest();
    const numbered = toRows(
      [
        ...[1, 2].map((number) => ({
          ...({ kind: 'session', id: `s${number}`, userId: 'u1', orgId: 'org-a' } as const),
          ...{
            createdAtMs: Date.parse(CREATED),
            versionMs: Date.parse(CREATED),
            endedAtMs: null,
            origin: null,
          },
          ...{ size: null, category: null, subcategoryId: null, subcategoryName: null, playbookId: null },
          ...{ fromSearch: false, acus: null, pullRequests: [] },
        })),
        {
          ...({ kind: 'search', id: 'q', userId: 'u2', orgId: 'org-a' } as const),
          ...{ createdAtMs: Date.parse(CREATED), versionMs: Date.parse(CREATED) },
        },
      ],
      {
        ...{ tenant: 'acme', receivedAtMs: 0, zonesOf: () => [] },
        numberOf: new Map([
          ['u1', 1],
          ['u2', 2],
        ]),
      },
    );
    const columns = ['tenant', 'user_id', 'number'];
    const rows = [
      { table: 'headcount.user_numbers', columns, rows: ['["acme","u1",1]', '["acme","u2",2]'] },
      ...numbered,
    ];
    await service.restart({}, async () => {
      const journal = await Journal.open(join(service.dataDir, 'journal'));
      await journal.append(await encodeCommit([rows]));
      await journal.close();
      for (const batch of rows) if (alreadyStored.includes(batch.table)) await service.store.insert(batch);
    });
    expect(await counted()).toEqual({ sessions: 1, searches: 1, dashboard: 2 });
    await post(event('session', 's1'), event('session', 's2'));
    const range = `time_after=${Date.parse('2026-03-09') / 1000}&time_before=${Date.parse('2026-03-10') / 1000}`;
    const path = `/v3/enterprise/metrics/active-users?${range}&min_sessions=3&min_searches=1000000`;
    expect((await service.send(path)).body.active_users).toBe(0);
  });

  it('numbers the users of a commit that an earlier version wrote down', async () => {
    service = await startIngest();
    await post(event('session', 's0', 'u1'));
    await service.restart({}, async () => {
      const journal = await Journal.open(join(service.dataDir, 'journal'));
      const columns = ['tenant', 'org_id', 'user_id', 'id', 'created_at', 'updated_at'];
      const rows = ['u1', 'u2'].map((user) =>
        JSON.stringify(['acme', 'org-a', user, `q-${user}`, CREATED, CREATED]),
      );
      await journal.append(await encodeCommit([[{ table: 'headcount.searches', columns, rows }]]));
      await journal.close();
    });
    expect(await counted()).toEqual({ sessions: 1, searches: 2, dashboard: 2 });
  });
});

describe('rows that the store refuses', () => {
  const BROKEN_VIEW = `CREATE MATERIALIZED VIEW headcount.broken_view TO headcount.client_users AS
    SELECT tenant, user_id, received_at AS registered_at FROM headcount.sessions
    WHERE throwIf(id = 'bad') = 0`;

  it("a view that throws for one event spoils nobody else's, and the event goes in once the view is gone", async () => {
    service = await startIngest();
    await service.store.command(BROKEN_VIEW);
    const answers = await Promise.all([
      post(event('session', 'good')),
      post(event('session', 'bad', 'u2')),
      post(event('session', 'fine', 'u3')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 500, 200]);
    expect(service.ingest().healthy()).toBe(false);
    expect(await readdir(join(service.dataDir, 'journal', 'poison'))).toHaveLength(1);
    expect((await post(event('session', 'later', 'u4'))).status).toBe(200);

    await service.store.command('DROP TABLE headcount.broken_view');
    await service.restart();
    expect(service.ingest().healthy()).toBe(true);
    expect(await counted()).toMatchObject({ sessions: 4, dashboard: 4 });
  });

  it('by itself, without a restart', async () => {
    service = await startIngest();
    await service.store.command(BROKEN_VIEW);
    expect((await post(event('session', 'bad'))).status).toBe(500);
    await service.store.command('DROP TABLE headcount.broken_view');
    while (!service.ingest().healthy()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await counted()).toMatchObject({ sessions: 1, dashboard: 1 });
  });
});
