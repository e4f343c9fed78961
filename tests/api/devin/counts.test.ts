import { createApi, type Api } from '../../support/api';
import { mintToken, startInProcess, type InProcessService } from '../../support/service';
import { search, session } from './counted-events';
import { between, ENTERPRISE, organization } from './support';

let service: InProcessService;
let api: Api;
beforeAll(async () => {
  service = await startInProcess(() => new Date('2024-04-01T00:00:00.000Z'));
  api = createApi(service.url, mintToken({ tenant: 'acme' }));
  const stranger = createApi(service.url, mintToken({ tenant: 'other' }));
  const merged = { id: 'pr-1', state: 'merged' as const };
  const batches = [
    [
      session('s1', '2024-03-01T09:59:59.999Z', { size: 'xs', origin: 'slack' }),
      session('s2', '2024-03-01T10:00:00.000Z', {
        size: 'm',
        origin: 'webapp',
        acus: 0.1,
        playbook_id: 'pb-1',
        from_search: true,
        pull_requests: [{ id: 'pr-1', state: 'open' }],
      }),
      session('s3', '2024-03-02T00:00:00.000Z', {
        user_id: 'bob',
        org_id: 'org-b',
        size: 'm',
        origin: 'other',
        acus: 0.2,
        category: 'bug_fixing',
        subcategory_id: 'flaky',
        subcategory_name: 'Flaky',
        updated_at: '2024-03-05T00:00:00Z',
        pull_requests: [
          merged,
          { id: 'pr-2', state: 'closed', taken_over: true, created_at: '2024-03-01T10:00:00Z' },
          { id: 'pr-3', state: 'closed', created_at: '2024-02-01T00:00:00Z' },
        ],
      }),
      search('q1', '2024-03-01T09:59:59.999Z'),
      search('q2', '2024-03-01T10:00:00.000Z', { user_id: 'bob' }),
    ],
    [
      session('s4', '2024-03-02T23:59:59.999Z', { category: 'bug_fixing' }),
      search('q3', '2024-03-02T12:00:00.000Z', { org_id: 'org-b' }),
      // Sent again, as an older version and as the same one: nothing may change.
      session('s3', '2024-03-02T00:00:00.000Z', { user_id: 'bob', org_id: 'org-b', size: 'xl' }),
      search('q2', '2024-03-01T10:00:00.000Z', { user_id: 'bob' }),
    ],
  ];
  for (const batch of batches) expect((await api.postEvents(batch)).status).toBe(200);
  await stranger.postEvents([session('s9', '2024-03-01T10:00:00Z', { pull_requests: [merged] })]);
});
afterAll(() => service.stop());

const RANGE = between('2024-03-01T10:00:00Z', '2024-03-03T00:00:00Z');

async function ask(path: string): Promise<unknown> {
  const answer = await api.get(path);
  expect(answer.status).toBe(200);
  return answer.body;
}

const SIZES = { xs: 0, s: 0, m: 0, l: 0, xl: 0 };
const ORIGINS = { webapp: 0, slack: 0, teams: 0, api: 0, linear: 0, jira: 0, automation: 0, desktop: 0 };

test('usage counts what was created in the range, exact to the second, without pull requests taken over', async () => {
  expect(await ask(`${ENTERPRISE}/usage?${RANGE}`)).toEqual({
    sessions_count: 3,
    searches_count: 2,
    prs_created_count: 1,
    prs_merged_count: 1,
  });
  const second = between('2024-03-01T10:00:00Z', '2024-03-01T10:00:01Z');
  expect(await ask(`${ENTERPRISE}/usage?${second}`)).toMatchObject({ sessions_count: 1, searches_count: 1 });
});

test('usage of one organization is the same on both its paths; org_ids narrows the enterprise alone', async () => {
  const ofOrgB = { sessions_count: 1, searches_count: 1, prs_created_count: 1, prs_merged_count: 1 };
  for (const path of [
    `${organization('org-b')}/usage?${RANGE}&org_ids=org-a`,
    `/v3/enterprise/organizations/org-b/metrics/usage?${RANGE}&org_ids=org-a`,
    `${ENTERPRISE}/usage?${RANGE}&org_ids=org-b,org-x`,
  ]) {
    expect(await ask(path)).toEqual(ofOrgB);
  }
});

test('usage without bounds is that of this month: all of it, up to now', async () => {
  expect(await ask(`${ENTERPRISE}/usage`)).toEqual({
    sessions_count: 0,
    searches_count: 0,
    prs_created_count: 0,
    prs_merged_count: 0,
  });
  const lastOfMarch = Date.parse('2024-03-31T00:00:00Z') / 1000;
  expect(await ask(`${ENTERPRISE}/usage?time_before=${lastOfMarch}`)).toMatchObject({ sessions_count: 4 });
});

test('sessions are counted by all that they carry, every size and shown origin listed', async () => {
  expect(await ask(`${ENTERPRISE}/sessions?${RANGE}`)).toEqual({
    sessions_created_count: 3,
    avg_acus_per_session: 0.15,
    sessions_created_with_playbook_count: 1,
    sessions_created_with_search_count: 1,
    sessions_with_merged_prs_count: 2,
    sessions_created_by_size: { ...SIZES, m: 2 },
    sessions_with_merged_prs_by_size: { ...SIZES, m: 2 },
    sessions_created_by_origin: { ...ORIGINS, webapp: 1 },
  });
});

test('a session whose pull request another organization has merged has a merged one', async () => {
  expect(await ask(`${organization('org-a')}/sessions?${RANGE}`)).toMatchObject({
    sessions_created_count: 2,
    sessions_with_merged_prs_count: 1,
  });
});

test('playbook_id and user_ids narrow sessions and pull requests; service_user_ids does not', async () => {
  const sessions = async (query: string): Promise<unknown> =>
    ((await ask(`${ENTERPRISE}/sessions?${RANGE}&${query}`)) as Record<string, unknown>)
      .sessions_created_count;
  expect(await sessions('playbook_id=pb-1')).toBe(1);
  expect(await sessions('playbook_id=&playbook_id=pb-1')).toBe(1);
  expect(await sessions('playbook_id=nobody')).toBe(0);
  expect(await sessions('user_ids=bob')).toBe(1);
  expect(await sessions('user_ids=bob,ann&user_ids=cid')).toBe(3);
  expect(await sessions('user_ids=bob&playbook_id=pb-1')).toBe(0);
  expect(await sessions('service_user_ids=&service_user_ids=x')).toBe(3);
  expect(await ask(`${ENTERPRISE}/prs?${RANGE}&user_ids=ann`)).toMatchObject({ prs_created_count: 0 });
  expect(await ask(`${ENTERPRISE}/prs?${RANGE}&playbook_id=pb-1`)).toMatchObject({ prs_created_count: 0 });
});

test('pull requests are counted by their state now, those taken over apart', async () => {
  const none = {
    prs_created_count: 0,
    prs_opened_count: 0,
    prs_merged_count: 0,
    prs_closed_count: 0,
    prs_taken_over_count: 0,
    prs_taken_over_opened_count: 0,
    prs_taken_over_merged_count: 0,
    prs_taken_over_closed_count: 0,
  };
  expect(await ask(`${ENTERPRISE}/prs?${RANGE}`)).toEqual({
    ...none,
    prs_created_count: 1,
    prs_merged_count: 1,
    prs_taken_over_count: 1,
    prs_taken_over_closed_count: 1,
  });
  const february = between('2024-02-01T00:00:00Z', '2024-02-01T00:00:01Z');
  expect(await ask(`${ENTERPRISE}/prs?${february}`)).toEqual({
    ...none,
    prs_created_count: 1,
    prs_closed_count: 1,
  });
  expect(await ask(`${ENTERPRISE}/prs?time_after=0&time_before=1`)).toEqual(none);
});

test('searches are counted in the selected organizations', async () => {
  const searches = async (path: string): Promise<unknown> => ask(`${path}/searches?${RANGE}`);
  expect(await searches(ENTERPRISE)).toEqual({ searches_created_count: 2 });
  expect(await searches(organization('org-b'))).toEqual({ searches_created_count: 1 });
  expect(await ask(`${ENTERPRISE}/searches?${RANGE}&org_ids=org-x`)).toEqual({ searches_created_count: 0 });
});

test('categories hold what has none, and their subcategories', async () => {
  const other = { subcategory_id: null, display_name: 'Other' };
  expect(await ask(`${ENTERPRISE}/sessions-by-category?${RANGE}`)).toEqual({
    categories: [
      {
        category: 'bug_fixing',
        sessions_count: 2,
        acus: 0.2,
        subcategories: [
          { subcategory_id: 'flaky', display_name: 'Flaky', sessions_count: 1, acus: 0.2 },
          { ...other, sessions_count: 1, acus: 0 },
        ],
      },
      {
        category: 'uncategorized',
        sessions_count: 1,
        acus: 0.1,
        subcategories: [{ ...other, sessions_count: 1, acus: 0.1 }],
      },
    ],
  });
  expect(await ask(`${ENTERPRISE}/sessions-by-category?${RANGE}&org_ids=org-x`)).toEqual({ categories: [] });
});

test('nothing at all is nothing in every answer', async () => {
  const beyond = `time_after=${10 ** 12}&time_before=${10 ** 13}`;
  expect(await ask(`${ENTERPRISE}/sessions?${beyond}`)).toEqual({
    sessions_created_count: 0,
    avg_acus_per_session: 0,
    sessions_created_with_playbook_count: 0,
    sessions_created_with_search_count: 0,
    sessions_with_merged_prs_count: 0,
    sessions_created_by_size: SIZES,
    sessions_with_merged_prs_by_size: SIZES,
    sessions_created_by_origin: ORIGINS,
  });
  expect(await ask(`${ENTERPRISE}/sessions-by-category?${beyond}`)).toEqual({ categories: [] });
  expect(await ask(`${ENTERPRISE}/searches?${beyond}`)).toEqual({ searches_created_count: 0 });
});
