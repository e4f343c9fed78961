import type { Api, Reply } from '../../support/api';

export const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
export const APP = 'f1a2b3c4-d5e6-7890-abcd-ef1234567890';

/** One user's activity of the 2nd of March 2026 in an organization of that name: sessions, searches, and uses of the app. */
export function activityOf(user: string, count: number, client: string = CLIENT): object[] {
  return Array.from({ length: count }, (_, index) => {
    const minute = String(index % 60).padStart(2, '0');
    const common = { user_id: user, org_id: user, created_at: `2026-03-02T10:${minute}:00Z` };
    const usage = {
      user_id: user,
      client_id: client,
      app_id: APP,
      platform: 'web',
      activity_date: '2026-03-02',
    };
    return [
      { type: 'session', id: `${user}-${index}`, ...common },
      { type: 'search', id: `${user}-${index}`, ...common },
      { type: 'app_usage', id: `${user}-${index}`, ...usage, active_ms: 1000, session_count: 1 },
    ];
  }).flat();
}

/** How often each kind of that user's activity is counted, as every family answers it. */
export async function countsOf(api: Api, user: string): Promise<Record<string, unknown>> {
  const [sessions, searches, uses, active] = await Promise.all([
    mostWith(api, user, 'min_sessions', 'min_searches'),
    mostWith(api, user, 'min_searches', 'min_sessions'),
    usesOf(api, user),
    isListed(api, user),
  ]);
  return { sessions, searches, uses, active };
}

/** The highest threshold that the user reaches in their organization: the exact number of their events. */
async function mostWith(api: Api, org: string, threshold: string, other: string): Promise<number> {
  const reaches = async (count: number): Promise<boolean> => {
    const range = 'time_after=1772400000&time_before=1772500000';
    const path = `/v3/organizations/${org}/metrics/active-users?${range}&${threshold}=${count}&${other}=9999`;
    return (bodyOf(await api.get(path)) as { active_users: number }).active_users === 1;
  };
  let [reached, missed] = [0, 64];
  while (missed - reached > 1) {
    const middle = Math.floor((reached + missed) / 2);
    if (await reaches(middle)) reached = middle;
    else missed = middle;
  }
  return reached;
}

async function usesOf(api: Api, user: string): Promise<unknown> {
  const period = 'granularity=daily&start_date=2026-03-01&end_date=2026-03-31';
  const path = `/v2/clients/${CLIENT}/analytics/users/${user}/utilization/apps?${period}`;
  const reply = await api.get(path);
  if (reply.status === 404) return { sessions: 0, activeMs: 0 };
  const [row] = (bodyOf(reply) as { data: Record<string, { value: number }>[] }).data;
  return { sessions: row?.session_count?.value ?? 0, activeMs: row?.active_time_ms?.value ?? 0 };
}

async function isListed(api: Api, user: string): Promise<boolean> {
  const range = 'start=2026-03-02T00:00:00.000Z&end=2026-03-02T00:00:00.000Z';
  const reply = await api.get(`/api/v1/engagement-dashboard/users/active-users?${range}`);
  const { month } = bodyOf(reply) as { month: { usersList: string[] }[] };
  return month[0]?.usersList.includes(user) ?? false;
}

function bodyOf({ status, body }: Reply): unknown {
  expect(status).toBe(200);
  return body;
}

/** What `countsOf` answers for the whole of `activityOf`. */
export function wholeCounts(count: number): Record<string, unknown> {
  return {
    ...{ sessions: count, searches: count },
    ...{ uses: { sessions: count, activeMs: count * 1000 }, active: true },
  };
}
