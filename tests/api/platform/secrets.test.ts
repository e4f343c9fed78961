import { makeTempDir, mintToken, removeDir, startProcess, TEST_SECRET } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { createLogger } from '../../../services/platform/logger';
import { Writable } from 'node:stream';
import { callsTo } from '../hostile/calls';
import type { Call } from '../hostile/calls';
import { sendRaw } from '../hostile/raw-request';

const FORMER = 'a-former-secret-that-nobody-may-ever-read';
const PASSWORD = 'a-password-that-nobody-may-ever-read';
const TOKEN = mintToken({ tenant: 'acme', sub: 'planted-subject' });
const PERSON = 'planted.person@example.com';

let service: ServiceProcess;
beforeAll(async () => {
  const env = { LOG_LEVEL: 'debug', JWT_SECRET_PREVIOUS: FORMER, CLICKHOUSE_PASSWORD: PASSWORD };
  service = await startProcess({ dataDir: await makeTempDir(), env });
});
afterAll(async () => {
  await service.stop();
  await removeDir(service.dataDir);
});

test('no token, secret or person is in the log or in an answer, wherever it was planted', async () => {
  const json = { 'content-type': 'application/json' };
  const planted: Call[] = [TOKEN, TEST_SECRET, FORMER, PASSWORD, PERSON].flatMap((text) => [
    { path: `/healthz?access_token=${text}` },
    { path: `/${text}` },
    { path: `/v1/clients/${text}` },
    { path: `/v1/clients/%zz${text}` },
    { path: `/v3/enterprise/metrics/dau?time_after=${text}&time_before=${text}&org_ids=${text}` },
    { path: `/api/v1/engagement-dashboard/users/active-users?start=${text}` },
    { path: `/v1/metrics/users?time_after=0&time_before=1&timezone=${text}&cursor=${text}` },
    {
      path: '/healthz',
      headers: { authorization: `Basic ${text}`, cookie: text, 'user-agent': text, referer: text },
    },
    { path: '/v3/enterprise/metrics/dau', headers: { authorization: `Bearer ${text}x` } },
    { path: '/v3/enterprise/metrics/dau', headers: { 'x-auth-token': text, 'x-user-id': text } },
    { path: '/healthz', headers: { 'x-forwarded-for': text, 'x-request-id': `${text}/` } },
    {
      method: 'POST',
      path: '/v1/events',
      headers: json,
      body: `{"type":"session","id":"${text}","${text}":1`,
    },
    {
      method: 'POST',
      path: '/v1/events',
      headers: json,
      body: JSON.stringify({ type: text, id: 1, user_id: text }),
    },
    { method: 'POST', path: '/v1/events', headers: { 'content-type': text }, body: text },
    { method: 'POST', path: '/v1/events', headers: { ...json, 'content-encoding': 'gzip' }, body: text },
    {
      method: 'PUT',
      path: `/v1/clients/${text}`,
      headers: json,
      body: JSON.stringify({ name: text, timezone: text }),
    },
  ]);
  const calls = callsTo(service.url, TOKEN);
  for (const call of planted) {
    const { text, headers } = await calls.send(call);
    // The name of an unknown field is told by its pointer, which is what the caller called it.
    const told = call.body?.includes('":1') === true ? '' : text;
    expect(`${told} ${JSON.stringify(headers)}`).not.toMatch(
      new RegExp([TOKEN, TEST_SECRET, FORMER, PASSWORD].join('|')),
    );
  }
  await sendRaw(service.url, Buffer.from(`GET /${TOKEN} HTTP/9.9\r\n${TOKEN}: ${TEST_SECRET}\r\n\r\n`));
  calls.close();
  await service.stop();
  const log = service.log();
  expect(log.split('\n').length).toBeGreaterThan(planted.length);
  for (const secret of [
    TOKEN,
    TOKEN.split('.')[2] ?? '',
    TEST_SECRET,
    FORMER,
    PASSWORD,
    PERSON,
    'planted-subject',
  ]) {
    expect(log).not.toContain(secret);
  }
});

test('a token or secret that slips into a log line is blotted out', () => {
  let log = '';
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log += chunk.toString();
      done();
    },
  });
  const awkward = 'a "quoted" \\ secret of many bytes';
  const logger = createLogger('info', destination, [TEST_SECRET, awkward, '']);
  logger.error(`it failed with ${TOKEN}`, {
    cause: `${TEST_SECRET} and ${awkward}`,
    authorization: `Bearer cog_${TOKEN}`,
  });
  expect(log).not.toContain(TOKEN);
  expect(log).not.toContain(TEST_SECRET);
  expect(log).not.toContain('quoted');
  expect(JSON.parse(log)).toMatchObject({
    message: 'it failed with [token]',
    cause: '[secret] and [secret]',
    authorization: 'Bearer cog_[token]',
  });
});
