import fc from 'fast-check';
import { appUsers } from '../model/apps/app-users';
import { settle } from '../model/facts';
import { createApi } from '../support/api';
import type { Api } from '../support/api';
import { mintToken, startInProcess } from '../support/service';
import type { InProcessService } from '../support/service';
import { anyDirectory, registerAll } from './arbitraries/directory';
import { anyDayReport, anyEvents } from './arbitraries/events';
import { APP_IDS, CLIENT_IDS, NOW_MS } from './arbitraries/pools';
import { anyAppUsersCallOn } from './questions/app-users';
import { freshTenant, runs } from './runs';

let service: InProcessService;

beforeAll(async () => {
  service = await startInProcess(() => new Date(NOW_MS));
});
afterAll(() => service.stop());

interface Page {
  readonly data: unknown[];
  readonly total_count: number;
  readonly next_cursor: string | null;
}

const client_id = CLIENT_IDS[0] ?? '';
const app_id = APP_IDS[0];

test('pages of any size put together are the whole list, every row once and in order', async () => {
  const onOneApp = anyDayReport.map((event) => ({ ...event, client_id, app_id }));
  const anyCase = fc.record({
    events: anyEvents(onOneApp, 60),
    directory: anyDirectory,
    walks: fc.array(fc.tuple(anyAppUsersCallOn(client_id, app_id), fc.integer({ min: 1, max: 4 })), {
      minLength: 6,
      maxLength: 6,
    }),
  });
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ events, directory, walks }) => {
      const api = createApi(service.url, mintToken({ tenant: freshTenant() }));
      await registerAll(api, directory);
      if (events.length === 0) return;
      expect((await api.postEvents(events)).status).toBe(200);
      const facts = settle({ ...directory, events });
      for (const [call, pageSize] of walks) {
        const whole = appUsers(facts, call.question);
        const pages = await walk(api, `${call.path}&page_size=${pageSize}`);
        expect(pages.flatMap(({ data }) => data)).toEqual(whole.data);
        expect(pages.map(({ total_count }) => total_count)).toEqual(pages.map(() => whole.total_count));
        expect(pages).toHaveLength(Math.max(1, Math.ceil(whole.total_count / pageSize)));
      }
    }),
    runs(6),
  );
});

async function walk(api: Api, path: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const suffix: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const reply = await api.get(`${path}${suffix}`);
    expect(reply.status).toBe(200);
    const page = reply.body as Page;
    pages.push(page);
    cursor = page.next_cursor;
  }
  return pages;
}
