import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';
import { openClient, rows } from '../../engine/embedded';
import { makeTempDir, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { bodyOf, callsTo } from './calls';
import type { Calls } from './calls';
import { BROKEN_TEXTS, HOSTILE_TEXTS, isTakenText } from './hostile-texts';

const TEXTS = [...HOSTILE_TEXTS, ...BROKEN_TEXTS];
const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
const PLACE = { user_id: 'u', client_id: CLIENT, app_id: 'f1a2b3c4-d5e6-7890-abcd-ef1234567890' };
const USAGE = { type: 'app_usage', ...PLACE, platform: 'web' };
const CREATED = { user_id: 'u', org_id: 'org-a', created_at: '2026-03-02T10:00:00Z' };

interface Field {
  readonly type: string | readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
}

interface FieldCase {
  readonly schema: string;
  readonly field: string;
  readonly takes: (text: string) => boolean;
  readonly eventWith: (text: string, id: string) => object;
}

/** A good event of each schema; a pull request travels in a session. */
const SAMPLES: Readonly<Record<string, (id: string, changed: object) => object>> = {
  session: (id, changed) => ({ type: 'session', id, ...CREATED, ...changed }),
  search: (id, changed) => ({ type: 'search', id, ...CREATED, ...changed }),
  'app-usage-interval': (id, changed) => ({
    ...USAGE,
    ...{ id, started_at: '2026-03-02T10:00:00Z', ended_at: '2026-03-02T11:00:00Z' },
    ...changed,
  }),
  'app-usage-day-report': (id, changed) => ({
    ...USAGE,
    ...{ id, activity_date: '2026-03-02', active_ms: 1000 },
    ...changed,
  }),
  'pull-request': (id, changed) => ({
    ...{ type: 'session', id, ...CREATED },
    pull_requests: [
      { id: 'good', state: 'open' },
      { id: 'pr', state: 'open', ...changed },
    ],
  }),
};

/** Every field of every schema that takes a text, from the schemas themselves. */
const CASES: readonly FieldCase[] = Object.entries(SAMPLES).flatMap(([schema, sample]) =>
  Object.entries(fieldsOf(schema))
    .filter(([, { type }]) => [type].flat().includes('string'))
    .map(([field, { minLength = 0, maxLength = 256, format }]) => ({
      schema,
      field,
      takes: (text) => format === 'unicode' && isTakenText(text, minLength, maxLength),
      eventWith: (text, id) => sample(id, { [field]: text }),
    })),
);

function fieldsOf(schema: string): Readonly<Record<string, Field>> {
  const file = join(projectRoot(), 'schemas', 'events', `${schema}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, Field> }).properties;
}

interface Posted {
  readonly accepted: number;
  readonly rejected_count: number;
  readonly rejected: readonly Readonly<Record<string, unknown>>[];
}

let service: ServiceProcess;
let calls: Calls;

beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir() });
  calls = callsTo(service.url);
  const client = { kind: 'client', client_id: CLIENT, name: 'Acme', timezone: 'Europe/Berlin' };
  expect((await calls.postNdjson('/v1/directory', [client])).status).toBe(200);
});
afterAll(async () => {
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

/** In one text of the answer: what must not be repeated in it. */
const MARK = 'c0ffee-mark';

test('the schemas name every field that takes a text', () => {
  expect(CASES.length).toBeGreaterThan(30);
});

test.each(CASES.map((one) => [one.schema, one.field, one] as const))(
  'every text in %s %s is taken as it is, or refused',
  async (schema, field, { takes, eventWith }) => {
    const events = TEXTS.map((text, index) => eventWith(text, `${schema}-${field}-${index}`));
    const { accepted, rejected } = bodyOf(await calls.postNdjson('/v1/events', events)) as Posted;
    expect(accepted).toBe(TEXTS.filter(takes).length);
    expect(rejected.map(({ index }) => TEXTS[Number(index)])).toEqual(
      TEXTS.filter((text) => !takes(text)).slice(0, 1000),
    );
    expect(rejected.every(({ code }) => code !== 'malformed_json' && code !== 'invalid_event')).toBe(true);
  },
);

test('what is wrong is said without the value', async () => {
  const wrong = CASES.filter(({ field }) => field !== 'id').flatMap(({ schema, field, eventWith }) =>
    [`${MARK}${'x'.repeat(300)}`, `${MARK}\ud800`].map((text, index) =>
      eventWith(text, `${schema}-${field}-${index}`),
    ),
  );
  const reply = await calls.postNdjson('/v1/events', wrong);
  expect([reply.status, (bodyOf(reply) as Posted).rejected_count]).toEqual([422, wrong.length]);
  expect(reply.text).not.toContain(MARK);
});

test('a text of a megabyte is refused in every field, and costs the service nothing more', async () => {
  const text = `${MARK}'\\{x:String}`.repeat(60_000).slice(0, 1_000_000);
  for (const some of [CASES.slice(0, 15), CASES.slice(15, 30), CASES.slice(30)]) {
    const reply = await calls.postNdjson(
      '/v1/events',
      some.map(({ eventWith }, index) => eventWith(text, `long-${index}`)),
    );
    expect([reply.status, (bodyOf(reply) as Posted).rejected_count]).toEqual([422, some.length]);
    expect(reply.text).not.toContain(MARK);
  }
});

test('every text as the name of a field is an unknown field, its name said in path', async () => {
  const search = JSON.stringify(SAMPLES.search?.('n', {})).slice(1);
  const events = HOSTILE_TEXTS.map((name) => `{${JSON.stringify(name)}:1,${search}`);
  const headers = { 'content-type': 'application/x-ndjson' };
  const reply = await calls.send({ method: 'POST', path: '/v1/events', headers, body: events.join('\n') });
  const { rejected_count, rejected } = bodyOf(reply) as Posted;
  expect([reply.status, rejected_count]).toEqual([422, HOSTILE_TEXTS.length]);
  const pathOf = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  expect(rejected.map(({ code, path }) => [code, path])).toEqual(
    HOSTILE_TEXTS.map((name) => ['unknown_field', pathOf(name)]),
  );
});

test('bytes that are not UTF-8 spoil their own line of NDJSON and nothing else, and a JSON body as a whole', async () => {
  const broken = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0xaf], [0x80]];
  const [before = '', after = ''] = JSON.stringify({
    type: 'search',
    id: 'b',
    ...CREATED,
    user_id: '|',
  }).split('|');
  const lines = broken.map((bytes) =>
    Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]),
  );
  const good = Buffer.from(`${before}whole${after}`);
  const send = (type: string, body: Buffer) =>
    calls.send({ method: 'POST', path: '/v1/events', headers: { 'content-type': type }, body });
  const ndjson = await send(
    'application/x-ndjson',
    Buffer.concat([...lines, good].flatMap((line) => [line, Buffer.from('\n')])),
  );
  expect([ndjson.status, bodyOf(ndjson)]).toMatchObject([
    207,
    { accepted: 1, rejected_count: broken.length },
  ]);
  for (const line of lines) expect((await send('application/json', line)).status).toBe(400);
});

test('every taken text of a session lies in the store as it was sent, and every refused event in the quarantine', async () => {
  expect((await calls.get('/readyz')).status).toBe(200);
  await service.stop();
  const client = await openClient(service.dataDir);
  for (const [field, column] of [
    ...['category', 'subcategory_id', 'subcategory_name', 'playbook_id'].map((name) => [name, name] as const),
    ['id', 'pull_requests.id[2]'] as const,
  ]) {
    const schema = field === 'id' ? 'pull-request' : 'session';
    const stored = await rows<{ id: string; text: string }>(
      client,
      `SELECT id, ${column} AS text FROM headcount.sessions WHERE startsWith(id, '${schema}-${field}-') GROUP BY ALL`,
    );
    const fieldCase = CASES.find((one) => one.schema === schema && one.field === field);
    const expected = TEXTS.flatMap((text, index) =>
      fieldCase?.takes(text) ? [[`${schema}-${field}-${index}`, text]] : [],
    );
    expect(new Map(stored.map(({ id, text }) => [id, text]))).toEqual(
      new Map(expected as [string, string][]),
    );
  }
  const [kept] = await rows<{ n: string }>(client, 'SELECT count() AS n FROM headcount.quarantine');
  expect(Number(kept?.n)).toBeGreaterThan(10_000);
  await client.close();
});
