import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';
import { makeTempDir, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { bodyOf, callsTo, encoded } from './calls';
import type { Calls, Reply } from './calls';
import { expectClearAnswer } from './clear-answers';
import { BROKEN_TEXTS, HOSTILE_TEXTS, isTakenText } from './hostile-texts';

const TEXTS = [...HOSTILE_TEXTS, ...BROKEN_TEXTS];
const NAMES = TEXTS.filter((text) => isTakenText(text, 0, 256));
const USER_IDS = TEXTS.filter((text) => isTakenText(text, 1, 128));
/** What is worth a request of its own. */
const SOME_TEXTS = TEXTS.filter((_, index) => index % 28 === 0);
const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
const MARCH = 'granularity=daily&start_date=2026-03-01&end_date=2026-03-31';

interface Posted {
  readonly accepted: number;
  readonly rejected: readonly { readonly index: number; readonly code: string }[];
}

let service: ServiceProcess;
let calls: Calls;

beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir() });
  calls = callsTo(service.url);
  await postAll('/v1/directory', [{ kind: 'client', client_id: CLIENT, name: 'Acme', timezone: 'UTC' }]);
});
afterAll(async () => {
  expect((await calls.get('/readyz')).status).toBe(200);
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

async function postAll(path: string, items: readonly object[]): Promise<void> {
  const reply = await calls.postNdjson(path, items);
  expect([reply.status, reply.text]).toEqual([
    200,
    JSON.stringify({ accepted: items.length, rejected_count: 0, rejected: [] }),
  ]);
}

function put(path: string, body: object): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  return calls.send({ method: 'PUT', path, headers, body: JSON.stringify(body) });
}

function numberedId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Another of the names for each place in a list. */
function nameAt(index: number): string {
  return NAMES[index % NAMES.length] ?? '';
}

/** Every page of a list of the app family. */
async function wholeList(
  path: string,
): Promise<readonly Readonly<Record<string, Record<string, unknown>>>[]> {
  const rows: Record<string, Record<string, unknown>>[] = [];
  for (let cursor = ''; ;) {
    const reply = await calls.get(`/v2/clients/${CLIENT}/analytics${path}?${MARCH}&page_size=200${cursor}`);
    expect(reply.status).toBe(200);
    const page = bodyOf(reply) as { data: typeof rows; next_cursor: string | null };
    rows.push(...page.data);
    if (page.next_cursor === null) return rows;
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
}

function usage(userId: string, appId: string): object {
  const place = { user_id: userId, client_id: CLIENT, app_id: appId, platform: 'web' };
  return { type: 'app_usage', id: 'e', ...place, activity_date: '2026-03-02', active_ms: 1000 };
}

test('users: every id, name and key comes back unchanged, in GET and in the list of an app', async () => {
  const users = USER_IDS.map((user_id, index) => ({
    ...{ client_id: CLIENT, user_id },
    ...{ username: nameAt(index + 1), user_key: nameAt(index + 2), department_ids: [numberedId(index)] },
  }));
  await postAll(
    '/v1/directory',
    users.map((user) => ({ kind: 'user', ...user })),
  );
  for (const user of users.filter((_, index) => index % 6 === 0)) {
    const reply = await calls.get(`/v1/clients/${CLIENT}/users/${encoded(user.user_id)}`);
    expect([reply.status, bodyOf(reply)]).toEqual([
      200,
      { ...user, updated_at: expect.any(String) as string },
    ]);
  }
  await postAll(
    '/v1/events',
    USER_IDS.map((userId) => usage(userId, numberedId(0))),
  );
  const rows = await wholeList(`/apps/${numberedId(0)}/utilization/users`);
  const listed = rows.map(({ user }) => [user?.id, user?.username, user?.user_key]);
  expect(listed).toHaveLength(users.length);
  expect(new Set(listed.map((row) => JSON.stringify(row)))).toEqual(
    new Set(users.map(({ user_id, username, user_key }) => JSON.stringify([user_id, username, user_key]))),
  );
});

describe('apps', () => {
  const apps = NAMES.map((canonical_name, index) => ({
    ...{ app_id: numberedId(index + 1), canonical_name, type: nameAt(index + 1) },
    ...{ logo: nameAt(index + 2), display_colour: nameAt(index + 3) },
  }));
  beforeAll(async () => {
    await postAll(
      '/v1/directory',
      apps.map((app) => ({ kind: 'app', client_id: CLIENT, ...app })),
    );
    await postAll(
      '/v1/events',
      apps.map(({ app_id }) => usage('everyone', app_id)),
    );
  });

  test.each(['/apps/utilization', '/users/everyone/utilization/apps'])(
    'every name, type, logo and colour comes back unchanged from %s',
    async (path) => {
      const rows = await wholeList(path);
      const listed = rows.map(({ app }) => app).filter((app) => app?.id !== numberedId(0));
      expect(listed).toHaveLength(apps.length);
      const byId = new Map(listed.map((app) => [app?.id, app]));
      for (const { app_id, ...fields } of apps) expect(byId.get(app_id)).toMatchObject(fields);
    },
  );

  test('q finds an app by its whole name, whatever that is', async () => {
    for (const { app_id, canonical_name } of apps.filter((_, index) => index % 28 === 0)) {
      if (canonical_name === '') continue;
      const query = `${MARCH}&page_size=200&q=${encoded(canonical_name)}`;
      const reply = await calls.get(`/v2/clients/${CLIENT}/analytics/apps/utilization?${query}`);
      const { data } = bodyOf(reply) as { data: { app: { id: string } }[] };
      expect([canonical_name, data.some(({ app }) => app.id === app_id)]).toEqual([canonical_name, true]);
    }
  });
});

test('PUT stores and returns every name unchanged, or refuses it and does not repeat it', async () => {
  const client = numberedId(77);
  const paths: readonly (readonly [path: string, name: string, rest: object])[] = [
    [`/v1/clients/${client}`, 'name', { timezone: 'Asia/Tokyo' }],
    [`/v1/clients/${client}/departments/${numberedId(78)}`, 'name', {}],
    [`/v1/clients/${client}/apps/${numberedId(79)}`, 'canonical_name', {}],
    [`/v1/clients/${client}/users/tester`, 'username', { user_key: 'k' }],
  ];
  for (const text of SOME_TEXTS) {
    for (const [path, name, rest] of paths) {
      const answer = await put(path, { ...rest, [name]: text });
      expectClearAnswer('machine', answer);
      expect([text, answer.status]).toEqual([text, isTakenText(text, 0, 256) ? 200 : 422]);
      if (answer.status === 200) expect(bodyOf(await calls.get(path))).toMatchObject({ [name]: text });
      else if (text !== '') expect(answer.text).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  }
});

test('a user id in a path is taken as it is, or leads nowhere; any other id that is no UUID leads nowhere', async () => {
  for (const text of SOME_TEXTS.filter((one) => !BROKEN_TEXTS.includes(one))) {
    const segment = encoded(text);
    const body = { username: 'n', user_key: 'k' };
    const user = await put(`/v1/clients/${CLIENT}/users/${segment}`, body);
    expectClearAnswer('machine', user);
    expect([text, user.status]).toEqual([text, isTakenText(text, 1, 128) ? 200 : 404]);
    if (user.status === 200) expect(bodyOf(user)).toMatchObject({ user_id: text });
    const others: readonly (readonly [path: string, fitting: object])[] = [
      [segment, { name: 'n', timezone: 'UTC' }],
      [`${CLIENT}/apps/${segment}`, { canonical_name: 'n' }],
      [`${CLIENT}/departments/${segment}`, { name: 'n' }],
    ];
    for (const [path, fitting] of others) {
      for (const reply of [
        await calls.get(`/v1/clients/${path}`),
        await put(`/v1/clients/${path}`, fitting),
      ]) {
        expectClearAnswer('machine', reply);
        expect([text, reply.status]).toEqual([text, 404]);
      }
    }
  }
});

/** Every field of a directory entry that takes a text, from the schemas. */
const ENTRY_FIELDS = ['client', 'department', 'app', 'user'].flatMap((kind) => {
  const file = join(projectRoot(), 'schemas', 'directory', `${kind}.json`);
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
    properties: Record<string, { type: unknown }>;
  };
  const own = Object.entries(properties).filter(([, { type }]) => [type].flat().includes('string'));
  const ids = ['kind', 'client_id', ...(kind === 'client' ? [] : [`${kind}_id`])];
  return [...ids, ...own.map(([name]) => name)].map((name) => [kind, name] as const);
});

test.each(ENTRY_FIELDS)(
  'bulk: every text as the %s field %s is taken, or refused without repeating it',
  async (kind, name) => {
    const good = {
      ...{ kind, client_id: CLIENT, department_id: numberedId(5), app_id: numberedId(5), user_id: 'u' },
      ...{ name: 'n', timezone: 'UTC', canonical_name: 'n', username: 'n', user_key: 'k' },
    };
    const fields = {
      client: ['kind', 'client_id', 'name', 'timezone'],
      department: ['kind', 'client_id', 'department_id', 'name'],
      app: ['kind', 'client_id', 'app_id', 'canonical_name'],
      user: ['kind', 'client_id', 'user_id', 'username', 'user_key'],
    }[kind];
    const entry = Object.fromEntries(Object.entries(good).filter(([field]) => fields?.includes(field)));
    const reply = await calls.postNdjson(
      '/v1/directory',
      TEXTS.map((text) => ({ ...entry, [name]: text })),
    );
    const { accepted, rejected } = bodyOf(reply) as Posted;
    const isText = !['kind', 'client_id', 'department_id', 'app_id', 'timezone'].includes(name);
    const taken = name === 'user_id' ? USER_IDS : isText ? NAMES : [];
    expect(accepted).toBe(taken.length);
    expect(rejected.map(({ index }) => TEXTS[index])).toEqual(
      TEXTS.filter((text) => !taken.includes(text)).slice(0, 1000),
    );
    expect(reply.text).not.toContain('DROP TABLE');
  },
);
