import { readMigrations } from '../../../clickhouse/migrate';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';
import { runScript } from '../../support/run-script';
import { activityOf, APP, CLIENT, countsOf, wholeCounts } from './facts';
import { startInstallation, startSide } from './sides';
import type { Installation, Side } from './sides';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

test('npm run migrate brings a server up to date, once', async () => {
  const files = readMigrations(join(projectRoot(), 'clickhouse', 'migrations'));
  const env = { ...installation.env('migrate'), JWT_SECRET: '', CLICKHOUSE_DATABASE: 'another' };
  const first = await runScript('scripts/migrate.js', [], env);
  expect(first).toEqual({
    exitCode: 0,
    stdout: [...files.map(({ name }) => `running ${name}`), `${files.length} migrations run`, ''].join('\n'),
    stderr: '',
  });
  const second = await runScript('scripts/migrate.js', [], env);
  expect(second).toEqual({ exitCode: 0, stdout: 'the schema is up to date\n', stderr: '' });
});

const REFUSED = 'The ClickHouse server refuses CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.';

test.each(['ingest', 'query', 'main'] as const)(
  'a wrong password is refused in one line: %s',
  async (side) => {
    const env = { ...installation.env(side), CLICKHOUSE_PASSWORD: 'wrong-password' };
    const { exitCode, stdout, stderr } = await startSide(side, env).result;
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`Headcount cannot start:\n  ${REFUSED}\n`);
  },
);

test('a wrong password stops a migration in one line', async () => {
  const env = { ...installation.env('migrate'), CLICKHOUSE_PASSWORD: 'wrong-password' };
  expect(await runScript('scripts/migrate.js', [], env)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `${REFUSED}\n`,
  });
});

test.each(['ingest', 'query'] as const)('one side alone needs a server: %s', async (side) => {
  const env = { ...installation.env(side), CLICKHOUSE_URL: '' };
  const { exitCode, stdout, stderr } = await startSide(side, env).result;
  expect([exitCode, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'Headcount cannot start:\n  CLICKHOUSE_URL must be set to run one side alone: the embedded engine serves one process.\n',
  );
});

test('a start against a server makes no secret of its own', async () => {
  const env = { ...installation.env('query'), JWT_SECRET: '' };
  const { exitCode, stderr } = await startSide('query', env).result;
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    'Headcount cannot start:\n  JWT_SECRET, JWT_JWKS_URL or JWT_JWKS_FILE must be set where CLICKHOUSE_URL is.\n',
  );
});

describe('processes that start at the same time on an empty server', () => {
  let ingests: readonly [Side, Side];
  let queries: readonly [Side, Side];
  beforeAll(async () => {
    const [one, other, third, fourth] = await Promise.all([
      installation.start('ingest', 'ingest-1'),
      installation.start('ingest', 'ingest-2'),
      installation.start('query', 'query-1'),
      installation.start('query', 'query-2'),
    ]);
    [ingests, queries] = [
      [one, other],
      [third, fourth],
    ];
  });

  test('all get ready, and the same events sent to both at once count once', async () => {
    const [one, other] = ingests;
    await one.api.put(`/v1/clients/${CLIENT}`, { name: 'Acme', timezone: 'UTC' });
    for (let round = 1; round <= 3; round += 1) {
      const user = `user-${round}`;
      const events = activityOf(user, 50);
      const posts = [one, other, one, other].map(({ api }, index) =>
        api.postEvents(index < 2 ? events : events.toReversed()),
      );
      for (const { status } of await Promise.all(posts)) expect(status).toBe(200);
      for (const { api } of queries) expect(await countsOf(api, user)).toEqual(wholeCounts(50));
    }
  });

  test('a page that one has given goes on at the other', async () => {
    const [{ api }] = ingests;
    const client = '00000000-0000-4000-8000-000000000001';
    await api.put(`/v1/clients/${client}`, { name: 'Pages', timezone: 'UTC' });
    await api.postEvents(['ann', 'bob', 'carl'].flatMap((user) => activityOf(user, 1, client)));
    const path = `/v2/clients/${client}/analytics/apps/${APP}/utilization/users?granularity=daily&start_date=2026-03-01&end_date=2026-03-31&page_size=1`;
    const seen: unknown[] = [];
    for (let cursor = '', turn = 0; turn < 3; turn += 1) {
      const reply = await queries[turn % 2 === 0 ? 0 : 1].api.get(path + cursor);
      expect(reply.status).toBe(200);
      const { data, next_cursor } = reply.body as {
        data: { user: { id: string } }[];
        next_cursor: string | null;
      };
      seen.push(...data.map(({ user }) => user.id));
      cursor = `&cursor=${next_cursor ?? ''}`;
    }
    expect(seen).toEqual(['ann', 'bob', 'carl']);
  });

  test('what one writes of the directory the other goes by: clients, and zones still open to correction', async () => {
    const [one, other] = ingests;
    const clientId = '00000000-0000-4000-8000-000000000002';
    const client = `/v1/clients/${clientId}`;
    await one.api.put(client, { name: 'Acme', timezone: 'UTC' });
    expect(await other.api.get(client)).toMatchObject({ status: 200, body: { timezone: 'UTC' } });
    const unknownApp = { type: 'app_usage', id: 'e', user_id: 'ann', app_id: APP, platform: 'web' };
    const empty = {
      ...unknownApp,
      client_id: clientId,
      activity_date: '2026-03-02',
      active_ms: 0,
      session_count: 0,
    };
    expect((await other.api.postEvents([empty])).status).toBe(422);
    await one.api.put(client, { name: 'Acme', timezone: 'Asia/Tokyo' });
    const evening = { started_at: '2026-03-02T20:00:00Z', ended_at: '2026-03-02T20:10:00Z' };
    const posted = await other.api.postEvents([{ ...unknownApp, client_id: clientId, ...evening }]);
    expect(posted.status).toBe(200);
    const path = `/v2/clients/${clientId}/analytics/apps/${APP}/activity?granularity=daily&start_date=2026-03-02&end_date=2026-03-03&metric=user-count`;
    expect((await queries[0].api.get(path)).body).toMatchObject({
      data: [
        { date: '2026-03-02', value: 0 },
        { date: '2026-03-03', value: 1 },
      ],
    });
  });

  test('a second ingest process on the same data directory is refused in one line', async () => {
    const { exitCode, stderr } = await startSide('ingest', installation.env('ingest-1')).result;
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'Headcount cannot start:\n  Another process writes the journal in this DATA_DIR; each ingest process needs a DATA_DIR of its own.\n',
    );
    expect((await ingests[0].api.postEvents([], 'array')).status).toBe(200);
  });
});
