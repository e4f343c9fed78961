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

test('the process tells its memory, processor time and event-loop lag', async () => {
  const names = new Set((await scrape(service.url, operator)).map(({ name }) => name));
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    expect(names).toContain(name);
});
