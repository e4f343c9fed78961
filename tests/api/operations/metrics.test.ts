import { createApi } from '../../support/api';
import { scrape, total } from '../../support/metrics';
import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { mintToken } from '../../support/tokens';

let service: InProcessService;
const operator = mintToken({ tenant: 'acme', permissions: ['operate'] });

beforeAll(async () => {
  service = await startInProcess();
});
afterAll(() => service.stop());

test('requests are timed by route pattern, method and status, and no path shows', async () => {
  const api = createApi(service.url, mintToken({ tenant: 'acme' }));
  await api.get('/v2/clients/aa7cf840-9ca9-46a3-9778-9015d6580d50/analytics/apps/utilization');
  await fetch(`${service.url}/v1/nowhere/somebody@example.com`);

  const samples = await scrape(service.url, operator);
  const requests = samples.filter(({ name }) => name === 'headcount_http_request_duration_seconds_count');
  expect(requests.map(({ labels }) => labels)).toEqual(
    expect.arrayContaining([
      { method: 'GET', route: '/v2/clients/:client_id/analytics/apps/utilization', status: '400' },
      { method: 'GET', route: '(unknown)', status: '404' },
    ]),
  );
  expect(JSON.stringify(samples)).not.toMatch(/aa7cf840|somebody/);
});

test('a ready service says so, with no reason against it', async () => {
  const samples = await scrape(service.url, operator);
  expect(total(samples, 'headcount_ready')).toBe(1);
  const reasons = samples.filter(({ name }) => name === 'headcount_not_ready');
  expect(reasons.map(({ labels, value }) => [labels.reason, value])).toEqual([
    ['starting', 0],
    ['stopping', 0],
    ['engine', 0],
    ['migrations', 0],
    ['write_path', 0],
  ]);
});

test('events are counted by type and by reason of refusal, and their commits are measured', async () => {
  const before = await scrape(service.url, operator);
  const api = createApi(service.url, mintToken({ tenant: 'acme' }));
  const common = { user_id: 'ada', org_id: 'org-a', created_at: '2026-02-02T09:00:00Z' };
  const sent = await api.postEvents([
    { type: 'session', id: 's-1', ...common },
    { type: 'session', id: 's-2', ...common },
    { type: 'search', id: 'q-1', ...common },
    { type: 'search', id: 'q-2', user_id: 'ada', org_id: 'org-a' },
    { type: 'visit', id: 'v-1', ...common },
  ]);
  expect(sent).toMatchObject({ status: 207, body: { accepted: 3, rejected_count: 2 } });

  const after = await scrape(service.url, operator);
  const rise = (name: string, labels?: Readonly<Record<string, string>>): number =>
    total(after, name, labels) - total(before, name, labels);
  expect(rise('headcount_ingest_events_accepted_total', { type: 'session' })).toBe(2);
  expect(rise('headcount_ingest_events_accepted_total', { type: 'search' })).toBe(1);
  expect(rise('headcount_ingest_events_refused_total', { code: 'missing_field' })).toBe(1);
  expect(rise('headcount_ingest_events_refused_total', { code: 'unknown_type' })).toBe(1);
  expect(rise('headcount_ingest_events_refused_total')).toBe(2);
  expect(rise('headcount_ingest_commit_requests_sum')).toBe(1);
  // Each event, and the number of a user who is new.
  expect(rise('headcount_ingest_commit_rows_sum')).toBe(6);
  expect(rise('headcount_ingest_commit_duration_seconds_count')).toBe(1);
  expect(rise('headcount_ingest_journal_written_bytes_total')).toBeGreaterThan(0);
  expect(total(after, 'headcount_ingest_queue_requests')).toBe(0);
});

test('the process tells its memory, processor time and event-loop lag', async () => {
  const names = new Set((await scrape(service.url, operator)).map(({ name }) => name));
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    expect(names).toContain(name);
});
