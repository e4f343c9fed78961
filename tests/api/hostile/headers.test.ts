import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { bodyOf, callsTo } from './calls';
import type { Calls } from './calls';
import { BROKEN_TEXTS, HOSTILE_TEXTS, isTakenText } from './hostile-texts';
import { sendRaw } from './raw-request';

const TOKEN = mintToken({ tenant: 'acme', sub: 'ann' });
const RANGE = 'start=2026-03-01T00:00:00.000Z&end=2026-03-31T00:00:00.000Z';
const BODY = '{"type":"search","id":"h","user_id":"u","org_id":"o","created_at":"2026-03-02T10:00:00Z"}';

let service: ServiceProcess;
let calls: Calls;

beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir() });
  calls = callsTo(service.url);
});
afterAll(async () => {
  expect((await calls.get('/readyz')).status).toBe(200);
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

/** Each header that decides anything, where it does, with what else the request carries. */
const HEADERS: readonly (readonly [header: string, path: string, others: readonly string[]])[] = [
  ['Authorization', '/v3/enterprise/metrics/dau?time_after=0&time_before=9', []],
  ['Authorization', `/api/v1/engagement-dashboard/users/active-users?${RANGE}`, []],
  ['Authorization', '/v1/events', ['Content-Type: application/json']],
  ['X-Auth-Token', `/api/v1/engagement-dashboard/users/active-users?${RANGE}`, ['X-User-Id: ann']],
  ['X-User-Id', `/api/v1/engagement-dashboard/users/active-users?${RANGE}`, [`X-Auth-Token: ${TOKEN}`]],
  ['X-Request-Id', '/healthz', []],
  ['X-Request-Id', '/v1/events', [`Authorization: Bearer ${TOKEN}`, 'Content-Type: application/json']],
  ['Content-Type', '/v1/events', [`Authorization: Bearer ${TOKEN}`]],
  ['Content-Encoding', '/v1/events', [`Authorization: Bearer ${TOKEN}`, 'Content-Type: application/json']],
  [
    'If-None-Match',
    `/api/v1/engagement-dashboard/users/active-users?${RANGE}`,
    [`Authorization: Bearer ${TOKEN}`],
  ],
  ['Accept', '/v2/clients/x/analytics/apps/utilization', [`Authorization: Bearer ${TOKEN}`]],
];

function requestWith(path: string, headers: readonly (string | Buffer)[]): Buffer {
  const method = path === '/v1/events' ? 'POST' : 'GET';
  const common = [
    'Host: localhost',
    'Connection: close',
    ...(method === 'POST' ? [`Content-Length: ${BODY.length}`] : []),
  ];
  const lines = [`${method} ${path} HTTP/1.1`, ...common, ...headers].map((line) => Buffer.from(line));
  return Buffer.concat([
    ...lines.flatMap((line) => [line, Buffer.from('\r\n')]),
    Buffer.from('\r\n'),
    Buffer.from(method === 'POST' ? BODY : ''),
  ]);
}

test.each(HEADERS)(
  'any bytes as %s of %s are ignored or refused clearly, and never come back in a header',
  async (header, path, others) => {
    const prefixes = header === 'Authorization' ? ['', 'Bearer ', 'Bearer cog_'] : [''];
    const own = HEADERS.findIndex((row) => row[0] === header && row[1] === path);
    const texts = HOSTILE_TEXTS.filter((_, index) => index % HEADERS.length === own);
    const values = [
      ...texts.map((text) => Buffer.from(text)),
      Buffer.from([0xff, 0xfe]),
      Buffer.from([0xed, 0xa0, 0x80]),
    ];
    const seen = new Set<number>();
    for (const [index, value] of values.entries()) {
      const prefix = prefixes[index % prefixes.length] ?? '';
      const line = Buffer.concat([Buffer.from(`${header}: ${prefix}`), value]);
      const { status, head, body } = await sendRaw(service.url, requestWith(path, [...others, line]));
      const where = [header, path, value.toString('latin1').slice(0, 300)];
      expect([...where, status >= 200 && status < 500]).toEqual([...where, true]);
      expect(head).not.toMatch(/hostile=1/);
      expect(head).toMatch(/\r\nX-Request-Id: [A-Za-z0-9._-]{1,128}(\r\n|$)/i);
      if (status >= 400) expect(JSON.parse(body)).toEqual(expect.any(Object));
      seen.add(status);
    }
    if (['Authorization', 'X-Auth-Token', 'X-User-Id', 'Content-Type'].includes(header))
      expect(seen).not.toContain(200);
  },
);

test('the token pair names any subject that a header can carry, in UTF-8', async () => {
  const subjects = HOSTILE_TEXTS.filter((text) => /^(?![ \t])[^\p{Cc}]+(?<![ \t])$/u.test(text));
  const path = `/api/v1/engagement-dashboard/users/new-users?${RANGE}`;
  for (const sub of subjects.filter((_, index) => index % 25 === 0)) {
    const pair = (userId: string): (string | Buffer)[] => [
      `X-Auth-Token: ${mintToken({ tenant: 'acme', sub })}`,
      `X-User-Id: ${userId}`,
    ];
    const statuses = [sub, `${sub}x`, 'ann'].map(
      async (userId) => (await sendRaw(service.url, requestWith(path, pair(userId)))).status,
    );
    expect([sub, ...(await Promise.all(statuses))]).toEqual([sub, 200, 401, 401]);
  }
});

test('a header of a megabyte is refused', async () => {
  for (const [header, path, others] of HEADERS) {
    const { status } = await sendRaw(
      service.url,
      requestWith(path, [...others, `${header}: ${'x'.repeat(1_000_000)}`]),
    );
    // Where the connection was reset under our writing, the answer may be lost.
    expect([431, 0]).toContain(status);
  }
});

test('headers as long as they may be are looked at in no time', async () => {
  const long = ['Bearer', 'x', ' ', ';', ',', '"', '; charset', '; charset=', 'W/', '=', ' x', '\t'].map(
    (part) => part.repeat(Math.floor(60_000 / part.length)),
  );
  for (const [header, path, others] of HEADERS) {
    for (const value of long) {
      const { status } = await sendRaw(service.url, requestWith(path, [...others, `${header}: ${value}`]));
      expect([header, path, value.slice(0, 10), status < 500 && status >= 200]).toEqual([
        header,
        path,
        value.slice(0, 10),
        true,
      ]);
    }
  }
});

test('any bytes as a request line or as a header name are refused', async () => {
  const texts = HOSTILE_TEXTS.filter((text, index) => index % 9 === 0 && !/^\s*$/.test(text));
  for (const text of texts) {
    for (const bytes of [
      `GET ${text} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      `${text} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${text}: x\r\n\r\n`,
    ]) {
      const { status } = await sendRaw(service.url, Buffer.from(bytes));
      expect([bytes, status < 500]).toEqual([bytes, true]);
    }
  }
});

describe('claims of a token that was signed with the right key', () => {
  const SESSION = {
    type: 'session',
    id: 's',
    user_id: 'ann',
    org_id: 'org-a',
    created_at: '2026-03-02T10:00:00Z',
  };
  const good = [...HOSTILE_TEXTS.filter((text, index) => text !== '' && index % 25 === 0)];

  test('any tenant holds its own data and nobody else sees it', async () => {
    for (const tenant of good) {
      const own = callsTo(service.url, mintToken({ tenant, sub: tenant }));
      const posted = await own.postNdjson('/v1/events', [
        { ...SESSION, user_id: `user of ${tenant}`.slice(0, 60) },
        {},
      ]);
      expect([tenant, posted.status]).toEqual([tenant, 207]);
      const answer = await own.get(`/api/v1/engagement-dashboard/users/active-users?${RANGE}`);
      expect([tenant, bodyOf(answer)]).toMatchObject([tenant, { month: [{ users: 1 }] }]);
      own.close();
    }
  });

  test('a tenant or subject that no store can hold is no identity', async () => {
    for (const text of ['', ...BROKEN_TEXTS]) {
      for (const claims of [{ tenant: text }, { tenant: 'acme', sub: text }]) {
        const own = callsTo(service.url, mintToken(claims));
        for (const reply of [
          await own.postNdjson('/v1/events', [SESSION, {}]),
          await own.get(`/api/v1/engagement-dashboard/users/active-users?${RANGE}`),
        ]) {
          expect([JSON.stringify(claims), reply.status]).toEqual([JSON.stringify(claims), 401]);
        }
        own.close();
      }
    }
  });

  test('organizations and clients in a token bind exactly what they name', async () => {
    for (const org of good.filter((text) => isTakenText(text, 1, 256))) {
      const own = callsTo(
        service.url,
        mintToken({ tenant: 'bound', orgs: [org], permissions: ['ingest-events'] }),
      );
      const elsewhere = { ...SESSION, org_id: `not ${Array.from(org).slice(0, 200).join('')}` };
      const posted = await own.postNdjson('/v1/events', [{ ...SESSION, org_id: org }, elsewhere]);
      expect([org, bodyOf(posted)]).toMatchObject([
        org,
        { accepted: 1, rejected: [{ index: 1, code: 'not_allowed' }] },
      ]);
      own.close();
    }
  });
});
