import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { mintToken } from '../../support/tokens';

let service: InProcessService;
beforeAll(async () => {
  service = await startInProcess();
});
afterAll(() => service.stop());

function post(query: string): Promise<Response> {
  const authorization = `Bearer ${mintToken({ tenant: 'acme', permissions: ['operate'] })}`;
  return fetch(`${service.url}/v1/operator/reconcile?${query}`, {
    method: 'POST',
    headers: { authorization },
  });
}

test('progress comes line by line, the summary last', async () => {
  const response = await post('check=true');
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string });
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  expect(lines.at(-1)).toEqual({
    kind: 'summary',
    tables: expect.any(Number) as number,
    differing_rows: 0,
    repaired: false,
  });
  expect(lines.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
});

test.each([
  ['from=2026-02-30', 'from must be a date'],
  ['to=tomorrow', 'to must be a date'],
  ['from=2026-02-02&to=2026-02-01', 'from must not be after to'],
  ['check=perhaps', 'check must be true or false'],
])('%s is refused', async (query, detail) => {
  const response = await post(query);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(detail);
});
