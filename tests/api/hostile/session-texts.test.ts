import { makeTempDir, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { bodyOf, callsTo, encoded } from './calls';
import type { Calls } from './calls';
import { HOSTILE_TEXTS, isTakenText } from './hostile-texts';

const TEXTS = HOSTILE_TEXTS.filter((text) => isTakenText(text, 1, 256));
const USER_IDS = TEXTS.filter((text) => isTakenText(text, 1, 128));
const RANGE = 'time_after=1772400000&time_before=1772500000';

let service: ServiceProcess;
let calls: Calls;

/** Each text is the category of one session, the subcategory of another, and so on. */
beforeAll(async () => {
  service = await startProcess({ dataDir: await makeTempDir() });
  calls = callsTo(service.url);
  const events = TEXTS.map((text, index) => ({
    ...{ type: 'session', id: `s-${index}`, user_id: USER_IDS[index] ?? 'other', org_id: 'org-a' },
    ...{ created_at: '2026-03-02T10:00:00Z', category: text, subcategory_id: textAt(index + 1) },
    ...{ subcategory_name: textAt(index + 2), playbook_id: textAt(index + 3) },
    pull_requests: [{ id: textAt(index + 4), state: 'merged' }],
  }));
  const posted = await calls.postNdjson('/v1/events', events);
  expect(bodyOf(posted)).toMatchObject({ accepted: TEXTS.length, rejected_count: 0 });
});
afterAll(async () => {
  expect((await calls.get('/readyz')).status).toBe(200);
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

function textAt(index: number): string {
  return TEXTS[index % TEXTS.length] ?? '';
}

async function metric(name: string, query = ''): Promise<unknown> {
  const reply = await calls.get(`/v3/enterprise/metrics/${name}?${RANGE}${query}`);
  expect([query, reply.status]).toEqual([query, 200]);
  return bodyOf(reply);
}

test('every category and subcategory is answered unchanged, by code point', async () => {
  const { categories } = (await metric('sessions-by-category')) as {
    categories: { category: string; subcategories: { subcategory_id: string; display_name: string }[] }[];
  };
  const found = categories.map(({ category, subcategories }) => [
    ...[category, subcategories[0]?.subcategory_id, subcategories[0]?.display_name],
  ]);
  const sent = TEXTS.map((text, index) => [text, textAt(index + 1), textAt(index + 2)]);
  const byBytes = ([a = '']: string[], [b = '']: string[]): number =>
    Buffer.compare(Buffer.from(a), Buffer.from(b));
  expect(found).toEqual(sent.toSorted(byBytes));
});

test('every pull request id is one of its own', async () => {
  expect(await metric('prs')).toMatchObject({ prs_created_count: TEXTS.length });
});

test.each(['sessions', 'prs'])('playbook_id selects its own %s and no others', async (name) => {
  const count = name === 'sessions' ? 'sessions_created_count' : 'prs_created_count';
  for (const text of TEXTS.filter((_, index) => index % 20 === 0)) {
    const answer = await metric(name, `&playbook_id=${encoded(text)}`);
    expect([text, answer]).toMatchObject([text, { [count]: 1 }]);
  }
});

test('user_ids select their own sessions and no others, unless an id holds a comma', async () => {
  const ids = USER_IDS.filter((text) => !text.includes(','));
  for (let start = 0; start < ids.length; start += 40) {
    const some = ids.slice(start, start + 40);
    const answer = await metric('sessions', some.map((id) => `&user_ids=${encoded(id)}`).join(''));
    expect([some, answer]).toMatchObject([some, { sessions_created_count: some.length }]);
  }
});
