import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { callsTo } from '../hostile/calls';
import type { Calls, Reply } from '../hostile/calls';

const ZEROS = Buffer.alloc(200 * 1024 * 1024);
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const BOMBS = {
  gzip: gzipSync(ZEROS, { level: 1 }),
  br: brotliCompressSync(ZEROS, FAST),
  deflate: deflateSync(ZEROS, { level: 1 }),
};
const MEBIBYTE = 1024 * 1024;

let service: ServiceProcess;
let calls: Calls;
beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir(), env: { LOG_LEVEL: 'error' } });
  calls = callsTo(service.url, mintToken({ tenant: 'acme' }));
});
afterAll(async () => {
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

function post(
  body: Buffer | string,
  headers: Record<string, string> = {},
  path = '/v1/events',
): Promise<Reply> {
  return calls.send({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-ndjson', ...headers },
    body,
  });
}

function residentBytes(): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

test.each(Object.entries(BOMBS))(
  '200 MB of zeros in %s are 413, and take no memory that stays',
  async (encoding, bomb) => {
    const send = async (): Promise<void> => {
      for (const path of ['/v1/events', '/v1/directory']) {
        const reply = await post(bomb, { 'content-encoding': encoding }, path);
        expect([reply.status, JSON.parse(reply.text)]).toMatchObject([
          413,
          { status: 413, title: 'Content Too Large' },
        ]);
      }
    };
    for (let warm = 0; warm < 2; warm += 1) await send();
    const before = residentBytes();
    for (let sent = 0; sent < 5; sent += 1) await send();
    // 10 bombs of 32 MiB each, up to where they are refused: kept, they would be 320 MiB.
    expect(residentBytes() - before).toBeLessThan(200 * MEBIBYTE);
  },
);

test('a line without end is one refused event, or too large', async () => {
  expect((await post('{'.repeat(30 * MEBIBYTE))).status).toBe(422);
  expect((await post('x'.repeat(33 * MEBIBYTE))).status).toBe(413);
});

test('deep nesting, doubled keys and names of JavaScript are refused or data, and nothing more', async () => {
  const event = { type: 'search', id: 'a', user_id: 'u', org_id: 'o', created_at: '2026-03-02T10:00:00Z' };
  const written = JSON.stringify(event);
  const lines = [
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    written.replace('{', '{"__proto__":{"tenant":"other"},'),
    written.replace('{', '{"constructor":{"prototype":{"x":1}},'),
    written.replace('"a"', '"\\ud800"'),
    written.replace('"a"', '"\\u0000"'),
    written.replace('"a"', '9007199254740993'),
  ];
  const reply = await post(`${lines.join('\n')}\n`);
  const { rejected } = JSON.parse(reply.text) as { rejected: { index: number }[] };
  expect([reply.status, ...rejected.map(({ index }) => index)].slice(0, 5)).toEqual([
    expect.any(Number),
    0,
    1,
    2,
    3,
  ]);
  expect(rejected.map(({ index }) => index)).toEqual(expect.arrayContaining([4, 6]));
  // JSON.parse keeps the last of doubled keys; so does the service.
  const doubled = await post(`${written.replace('{', '{"id":"first",')}\n`);
  expect(doubled.status).toBe(200);
});

test('a hundred thousand parameters are too long an address, and as many as fit are read in no time', async () => {
  const path = '/v3/enterprise/metrics/dau?time_after=0&time_before=9';
  expect((await calls.get(`${path}${'&a'.repeat(100_000)}`)).status).toBe(431);
  expect((await calls.get(`${path}${'&a'.repeat(30_000)}`)).status).toBe(200);
  expect((await calls.get(`${path}${'&time_after=x'.repeat(4_000)}`)).status).toBe(422);
  const ids = Array.from({ length: 8_000 }, (_, id) => `&org_ids=${id}`.slice(0, 7 + 5)).join('');
  expect((await calls.get(`${path}${ids.slice(0, 60_000)}`)).status).toBeLessThan(500);
});

test('afterwards it serves on', async () => {
  expect((await calls.get('/readyz')).status).toBe(200);
});
