import { APPS, CLIENTS } from './company';

const DAY_MS = 86_400_000;

/** What the demo prints at its end: where it is, a token, and calls to paste into a shell. */
export function welcomeText(url: string, token: string, now: Date): string {
  return [
    '',
    `Headcount is ready at ${url} - Ctrl-C stops it.`,
    '',
    `Open ${url}/ in a browser and sign in with this token; it opens every view:`,
    '',
    token,
    '',
    'Or ask in a shell. Daily active users of the last week, who was active, and who uses an app for how long a day:',
    '',
    `TOKEN=${token}`,
    '',
    ...exampleCalls(now).map((path) => `curl -s -H "Authorization: Bearer $TOKEN" '${url}${path}'`),
    '',
    'Post an event and see the page count it, without loading it again:',
    '',
    postedEvent(url, now),
    '',
  ].join('\n');
}

/** A search of somebody new, made now. */
function postedEvent(url: string, now: Date): string {
  const event = {
    ...{ type: 'search', id: `hello-${now.getTime()}`, user_id: 'you', org_id: 'org-platform' },
    created_at: now.toISOString(),
  };
  return `curl -s ${url}/v1/events -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${JSON.stringify(event)}'`;
}

/** Calls whose answers the sample fills. */
export function exampleCalls(now: Date): string[] {
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const date = (instant: Date): string => instant.toISOString().slice(0, 10);
  const client = CLIENTS[0]?.client_id ?? '';
  const app = APPS[0]?.app_id ?? '';
  return [
    `/v3/enterprise/metrics/dau?time_after=${nowSeconds - 7 * 86_400}&time_before=${nowSeconds}`,
    `/api/v1/engagement-dashboard/users/active-users?start=${daysAgo(3).toISOString()}&end=${now.toISOString()}`,
    `/v2/clients/${client}/analytics/apps/${app}/utilization/users?granularity=monthly` +
      `&start_date=${date(daysAgo(29))}&end_date=${date(now)}` +
      `&compare_start_date=${date(daysAgo(59))}&compare_end_date=${date(daysAgo(30))}&page_size=5`,
  ];
}
