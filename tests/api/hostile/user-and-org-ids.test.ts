import { compareCodePoints } from '../../model/code-points';
import { makeTempDir, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { bodyOf, callsTo, encoded } from './calls';
import type { Calls } from './calls';
import { expectClearAnswer } from './clear-answers';
import { BROKEN_TEXTS, HOSTILE_TEXTS, isTakenText } from './hostile-texts';

const TEXTS = [...HOSTILE_TEXTS, ...BROKEN_TEXTS];
const USER_IDS = TEXTS.filter((text) => isTakenText(text, 1, 128));
const ORG_IDS = TEXTS.filter((text) => isTakenText(text, 1, 256));
const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
const APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';

interface Posted {
  readonly accepted: number;
  readonly rejected: readonly { readonly index: number; readonly id: string | null }[];
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
  expect((await calls.get('/readyz')).status).toBe(200);
  calls.close();
  await service.stop();
  await removeDir(service.dataDir);
});

/** Events of one kind, one for each user id; each kind has a day of its own. */
const KINDS: readonly (readonly [date: string, event: object])[] = [
  ['2026-03-02', { type: 'session', org_id: 'org-u', created_at: '2026-03-02T10:00:00Z' }],
  ['2026-03-03', { type: 'search', org_id: 'org-u', created_at: '2026-03-03T10:00:00Z' }],
  ['2026-03-04', { ...usage(), started_at: '2026-03-04T10:00:00Z', ended_at: '2026-03-04T11:00:00Z' }],
  ['2026-03-05', { ...usage(), activity_date: '2026-03-05', active_ms: 1000 }],
];

function usage(): object {
  return { type: 'app_usage', client_id: CLIENT, app_id: APP, platform: 'web' };
}

test.each(KINDS)('every user id of an event of %s is listed unchanged, or refused', async (date, event) => {
  const events = TEXTS.map((text, index) => ({ ...event, id: `e-${index}`, user_id: text }));
  const posted = bodyOf(await calls.postNdjson('/v1/events', events)) as Posted;
  expect(posted.accepted).toBe(USER_IDS.length);
  const refused = posted.rejected.map(({ index }) => TEXTS[index]);
  expect(refused).toEqual(TEXTS.filter((text) => !USER_IDS.includes(text)));

  const range = `start=${date}T00:00:00.000Z&end=${date}T23:59:59.999Z`;
  const answer = await calls.get(`/api/v1/engagement-dashboard/users/active-users?${range}`);
  const { month } = bodyOf(answer) as { month: { usersList: string[]; users: number }[] };
  expect(month[0]?.usersList).toEqual(USER_IDS.toSorted(compareCodePoints));
  expect(month[0]?.users).toBe(USER_IDS.length);
});

describe('every organization id', () => {
  const RANGE = 'time_after=1770000000&time_before=1770100000';
  const path = (org: string): string => `/v3/organizations/${encoded(org)}/metrics/active-users?${RANGE}`;
  const count = async (address: string): Promise<number> =>
    (bodyOf(await calls.get(address)) as { active_users: number }).active_users;

  test('is taken unchanged, or refused', async () => {
    const events = TEXTS.map((text, index) => ({
      ...{ type: index % 2 === 0 ? 'session' : 'search', id: `o-${index}`, user_id: `member-${index}` },
      ...{ org_id: text, created_at: new Date(1_770_050_000_000).toISOString() },
    }));
    const posted = bodyOf(await calls.postNdjson('/v1/events', events)) as Posted;
    expect(posted.accepted).toBe(ORG_IDS.length);
    expect(posted.rejected.map(({ index }) => TEXTS[index])).toEqual(
      TEXTS.filter((text) => !ORG_IDS.includes(text)),
    );
  });

  test('selects its own user and nobody else, in the path', async () => {
    const orgs = ORG_IDS.filter((_, index) => index % 3 === 0);
    const counts = await Promise.all(orgs.map((org) => count(path(org))));
    expect(orgs.filter((_, index) => counts[index] !== 1)).toEqual([]);
  });

  test('selects its own user and nobody else, in org_ids, unless it holds a comma', async () => {
    const whole = ORG_IDS.filter((org) => !org.includes(','));
    for (const some of chunks(whole, 30)) {
      const ids = some.map((org) => `&org_ids=${encoded(org)}`).join('');
      const address = `/v3/enterprise/metrics/active-users?${RANGE}${ids}`;
      expect([some, await count(address)]).toEqual([some, some.length]);
    }
  });

  test('that is refused in an event finds nobody', async () => {
    for (const org of HOSTILE_TEXTS.filter((text) => text !== '' && !ORG_IDS.includes(text))) {
      const reply = await calls.get(path(org));
      expectClearAnswer('devin', reply);
      expect(bodyOf(reply)).toMatchObject({ active_users: 0 });
    }
  });
});

test('every event id is an event of its own, in each type', async () => {
  for (const [type, threshold] of [
    ['session', 'min_sessions'],
    ['search', 'min_searches'],
  ] as const) {
    const at = '2026-04-01T10:00:00Z';
    const events = TEXTS.map((text) => ({ type, id: text, user_id: 'many', org_id: type, created_at: at }));
    for (const repeat of [1, 2]) {
      const posted = bodyOf(await calls.postNdjson('/v1/events', events)) as Posted;
      expect([repeat, posted.accepted]).toEqual([repeat, USER_IDS.length]);
      expect(posted.rejected.every(({ id }) => id === null)).toBe(true);
    }
    const other = threshold === 'min_sessions' ? 'min_searches=1' : 'min_sessions=1';
    const activeWith = async (minimum: number): Promise<unknown> => {
      const range = 'time_after=1775000000&time_before=1775088000';
      const address = `/v3/organizations/${type}/metrics/active-users?${range}&${threshold}=${minimum}&${other}`;
      return bodyOf(await calls.get(address));
    };
    expect(await activeWith(USER_IDS.length)).toMatchObject({ active_users: 1 });
    expect(await activeWith(USER_IDS.length + 1)).toMatchObject({ active_users: 0 });
  }
});

test('the id of a refused event comes back unchanged, or is null', async () => {
  const events = TEXTS.map((text) => ({ type: 'session', id: text }));
  const reply = await calls.postNdjson('/v1/events', events);
  expect(reply.status).toBe(422);
  expect((bodyOf(reply) as Posted & { rejected_count: number }).rejected_count).toBe(TEXTS.length);
  expect((bodyOf(reply) as Posted).rejected.map(({ id }) => id)).toEqual(
    TEXTS.slice(0, 1000).map((text) => (USER_IDS.includes(text) ? text : null)),
  );
});

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
