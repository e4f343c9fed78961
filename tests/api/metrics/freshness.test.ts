import { createApi } from '../../support/api';
import { mintToken, startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { METRICS, unixSeconds } from './support';

const NOW = '2026-03-04T12:30:00.700Z';
const DAY = 86_400;

let service: InProcessService;
let nowMs = Date.parse(NOW);
beforeAll(async () => {
  service = await startInProcess(() => new Date(nowMs));
});
afterEach(() => {
  nowMs = Date.parse(NOW);
});
afterAll(() => service.stop());

interface Entry {
  readonly end_time: number;
  readonly provisional: boolean;
  readonly active_users: number;
  readonly periods?: readonly { readonly provisional: boolean }[];
}

interface Body {
  readonly data_through: number;
  readonly provisional?: boolean;
  readonly data: readonly Entry[];
}

const api = (): ReturnType<typeof createApi> => createApi(service.url, mintToken({ tenant: 'acme' }));

async function ask(name: string, first: string, before: string, more = ''): Promise<Body> {
  const range = `time_after=${unixSeconds(first)}&time_before=${unixSeconds(before)}`;
  const { status, body } = await api().get(`${METRICS}/${name}?${range}${more}`);
  expect(status).toBe(200);
  return body as Body;
}

test('what was answered is counted at once, also in buckets that are not over, which are provisional', async () => {
  const event = {
    type: 'search',
    id: '1',
    user_id: 'ann',
    org_id: 'org-a',
    created_at: '2026-03-04T12:30:00Z',
  };
  expect((await api().postEvents([event])).status).toBe(200);
  const { data, data_through } = await ask('lifecycle', '2026-03-03', '2026-03-06', '&bucket=day');
  expect(data_through).toBe(unixSeconds('2026-03-04T12:30:00Z'));
  expect(data.map(({ provisional, active_users }) => [provisional, active_users])).toEqual([
    [false, 0],
    [true, 1],
    [true, 0],
  ]);
});

test('a bucket is over with its last second', async () => {
  const lastDay = async (): Promise<boolean | undefined> =>
    (await ask('stickiness', '2026-03-03', '2026-03-04')).data.at(-1)?.provisional;
  nowMs = Date.parse('2026-03-03T23:59:59.999Z');
  expect(await lastDay()).toBe(true);
  nowMs = Date.parse('2026-03-04T00:00:00.000Z');
  expect(await lastDay()).toBe(false);
});

test('it is the local day that must be over', async () => {
  nowMs = Date.parse('2026-03-03T18:30:00.000Z');
  const { data } = await ask('rolling', '2026-03-03', '2026-03-03T00:00:01', '&timezone=Asia/Kolkata');
  expect(data).toMatchObject([{ end_time: unixSeconds('2026-03-03T18:29:59Z'), provisional: false }]);
});

test('an answer about the past says that it is complete to its end, and stays the same', async () => {
  const first = await ask('lifecycle', '2026-02-02', '2026-02-12');
  expect(first.data_through).toBe(unixSeconds('2026-02-16'));
  nowMs += 1_000_000;
  expect(await ask('lifecycle', '2026-02-02', '2026-02-12')).toEqual(first);
  expect((await ask('users', '2026-02-02', '2026-02-12')).data_through).toBe(unixSeconds('2026-02-12'));
});

test('the whole range of users and breakdown is provisional until it is over', async () => {
  for (const name of ['users', 'breakdown']) {
    expect(await ask(name, '2026-03-01', '2026-03-04T12:30:00')).toMatchObject({ provisional: false });
    expect(await ask(name, '2026-03-01', '2026-03-04T12:30:01')).toMatchObject({ provisional: true });
  }
});

test('a cell of retention is provisional while its bucket goes on; counted until later, while the range goes on', async () => {
  const cells = async (mode: string): Promise<unknown> => {
    const { data } = await ask('retention', '2026-03-03', '2026-03-06', `&bucket=day&mode=${mode}`);
    return data.map(({ provisional, periods }) => [provisional, periods?.map((cell) => cell.provisional)]);
  };
  expect(await cells('on')).toEqual([
    [false, [false, true, true]],
    [true, [true, true]],
    [true, [true]],
  ]);
  expect(await cells('on_or_after')).toEqual([
    [false, [true, true, true]],
    [true, [true, true]],
    [true, [true]],
  ]);
});

test('a prior period that is later counts for the completeness too', async () => {
  const compare = `&compare_after=${unixSeconds('2026-03-01')}&compare_before=${unixSeconds('2026-03-01') + 9 * DAY}`;
  const { data_through } = await ask('lifecycle', '2026-02-02', '2026-02-12', compare);
  expect(data_through).toBe(unixSeconds('2026-03-04T12:30:00Z'));
});
